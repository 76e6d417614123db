"""The tests: through the door, on real servers, with time as an argument."""
