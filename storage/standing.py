"""What was said or is still to be, found by how its keys begin: for what changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.outgoing import Standing, ToPerson
from bot.request import Place
from storage.statements import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.statements import Connection

# Keys are sorted by code on both engines, and none holds the last of all letters.
_LAST = "\U0010ffff"
_STANDING = """
    SELECT key, replaces, platform, channel, thread, direct, person FROM outbox
    WHERE key >= $1 AND key < $2 AND (message IS NOT NULL OR ready IS NOT NULL)
    ORDER BY number
"""


def standing(connection: Connection, begins: str) -> Iterator[Standing]:
    """All of it, in order; of what was changed, the last change alone."""
    rows = run(connection, _STANDING, begins, begins + _LAST).fetchall()
    changed = {replaces for _, replaces, *_ in rows}
    for key, _, platform, channel, thread, direct, person in rows:
        if key not in changed:
            place = Place(platform, channel, thread, bool(direct))
            yield Standing(key, ToPerson(platform, person) if person else place)
