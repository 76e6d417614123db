"""Sources of who is on call, a kind a module, each built by ``build(key, settings, outside)``."""
