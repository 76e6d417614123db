"""Who decides: rights that both sides agree on, decisions, incidents. Start at ``reading.py``."""
