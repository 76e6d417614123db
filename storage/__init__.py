"""The store: SQL by aggregate."""
