"""Sources of who is on call, a kind a module; each is built by ``build(key, settings, outside)``."""
