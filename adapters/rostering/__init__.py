"""From what a source of on-call knows to duties: what its adapters share.

The doors: ``replacing.py`` (whom an override replaces, order, and what touches a stretch) and
``checking.py`` (the sentence of ``rapport check``).
"""
