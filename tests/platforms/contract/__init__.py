"""What every platform keeps, present and future: the same suite for each, through its own door."""
