"""From what a vendor knows of on-call to duties: what its adapters share.

The doors: ``source.py`` (a source around an account), ``replacing.py`` (whom an override replaces,
order, and what touches a stretch) and ``checking.py`` (the sentence of ``rapport check``).
"""
