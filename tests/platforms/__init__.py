"""Each platform, through its own door."""
