"""Everything that touches the outside: platforms, sources, the web, the clock."""
