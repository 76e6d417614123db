"""What help shows that can be typed: readings, which are answered, and writes, which may not be.

Whether a write can be done depends on who asks, and on what was agreed before.
"""

from __future__ import annotations

import re

from bot.command import discover

READS = tuple(
    said for command in discover().values() if not command.writes for said in command.examples
)
WRITES = tuple(
    said for command in discover().values() if command.writes for said in command.examples
)
MAY_BE_GONE = frozenset(said for said in READS if re.search(r"\d$", said))
"""Readings of something by its number, which nobody may have been given yet."""
REFUSALS = frozenset({None, "not_found", "not_allowed", "conflict"})
"""How a write may be answered that was understood."""
