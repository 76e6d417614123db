"""PostgreSQL, for teams that outgrow one machine: the same statements on another engine."""
