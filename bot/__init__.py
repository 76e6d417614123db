"""The shared command core: what people ask, and what they get, on any platform."""
