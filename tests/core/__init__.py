"""Through the door of the core."""
