"""Who decides, through the door: rights, agreements, decisions, incidents."""
