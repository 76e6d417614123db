"""Who decides: rights that both sides agree on, decisions, incidents. Start at ``Deciding``."""

from bot.decisions.reading import Deciding

__all__ = ["Deciding"]
