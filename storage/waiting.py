"""What waits in the outbox, read back; what cannot be read holds up its own place alone.

A card may have been written by a newer Rapport, from before somebody went back to this one: it is
left to that one for a day.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.card_store import from_text
from bot.outgoing import Outgoing, ToPerson, Waiting
from bot.request import Place
from storage.statements import from_milliseconds, run, to_milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from typing import Any

    from storage.statements import Connection

LEFT_FOR = timedelta(days=1)
"""How long it is left to whoever can read it, before it is given up."""
LOOKS_EVERY = timedelta(minutes=1)
LONGEST_PACE = timedelta(minutes=1)
"""No place is paced so slowly: what is further ahead was noted before a clock was set back."""

log = logging.getLogger(__name__)

_READY = """
    SELECT outbox.key, outbox.platform, outbox.lane, channel, thread, direct, person, card,
           replaces, otherwise, attempts, first_at, begun, repeated
    FROM outbox LEFT JOIN pace ON pace.platform = outbox.platform AND pace.lane = outbox.lane
    WHERE number IN (SELECT MIN(number) FROM outbox
                     WHERE platform = $1 AND ready IS NOT NULL GROUP BY lane)
      AND ready <= $2 AND COALESCE(pace.free_at, 0) NOT BETWEEN $2 + 1 AND $4
    ORDER BY number LIMIT $3
"""
_LEAVE = """
    UPDATE outbox SET ready = $2, first_at = COALESCE(first_at, $3)
    WHERE key = $1 RETURNING first_at
"""
_GIVE_UP = """
    UPDATE outbox SET state = 'failed', ready = NULL, closed_at = $2, why = 'it cannot be read'
    WHERE key = $1
"""


def ready(connection: Connection, platform: str, *, now: datetime, most: int) -> Iterator[Waiting]:
    """What may go: of each lane the first that is open, if it is neither sent now nor early."""
    this, soon = to_milliseconds(now), to_milliseconds(now + LONGEST_PACE)
    for row in run(connection, _READY, platform, this, most, soon).fetchall():
        try:
            yield _waiting(row)
        except (LookupError, TypeError, ValueError) as error:
            _leave(connection, row[0], now=now, error=error)


def _leave(connection: Connection, key: str, *, now: datetime, error: Exception) -> None:
    later, this = to_milliseconds(now + LOOKS_EVERY), to_milliseconds(now)
    (first,) = run(connection, _LEAVE, key, later, this).fetchone()
    given_up = now - from_milliseconds(first) > LEFT_FOR
    if given_up:
        run(connection, _GIVE_UP, key, this)
    log.error(
        "%s cannot be read, did a newer Rapport write it? %s: %r",
        key,
        "It is given up" if given_up else "It is left to that one",
        error,
    )


def _waiting(row: Sequence[Any]) -> Waiting:
    key, platform, lane, channel, thread, direct, person, card, *others = row
    replaces, otherwise, attempts, first, begun, repeated = others
    to = (
        Place(platform, channel, thread, bool(direct))
        if person is None
        else ToPerson(platform, person)
    )
    return Waiting(
        Outgoing(key, to, from_text(card), replaces, otherwise),
        lane=lane,
        attempt=attempts,
        first=None if first is None else from_milliseconds(first),
        begun=None if begun is None else from_milliseconds(begun),
        repeated=bool(repeated),
    )
