"""The terminal, as people run it."""
