"""Stand-ins for the outside world, stricter than convenient."""
