"""What happens unasked, one timed job a file."""
