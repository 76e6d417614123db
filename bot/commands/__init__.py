"""What people can ask for: one verb a file, each with a ``COMMAND``."""
