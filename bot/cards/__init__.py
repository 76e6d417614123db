"""From what was found out to a card, a subject a file."""
