"""The outbox in the store: what is to be said unasked, once, in the order in which it was put in.

``ready`` is from when on a row may be taken up: at first at once; while it is being sent, when the
claim lapses; after that, when it may go again. It is empty once the row is closed. ``begun`` is
since when it may have arrived without our knowing; it is empty while that is certain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.card_store import to_text
from bot.outgoing import Certain, Sending, ToPerson
from bot.ports.chat import Posted
from bot.request import Place
from storage.standing import standing
from storage.statements import from_milliseconds, run, to_milliseconds
from storage.waiting import ready

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from bot.outgoing import Outgoing, Standing, Waiting
    from bot.ports.store_unasked import Outbox
    from storage.statements import Connection, Value

_PUT = """
    INSERT INTO outbox (number, key, platform, lane, channel, thread, direct, person, card,
                        replaces, otherwise, state, ready, attempts, repeated)
    VALUES ((SELECT COALESCE(MAX(number), 0) + 1 FROM outbox), $1, $2, $3, $4, $5, $6, $7, $8, $9,
            $10, 'pending', 0, 0, 0)
    ON CONFLICT (key) DO NOTHING
"""
_SUPERSEDE = """
    UPDATE outbox SET state = 'superseded', ready = NULL
    WHERE key = $1 AND state = 'pending' RETURNING replaces
"""
_KNOWN = """
    SELECT state, posted_in, thread_of, posted_direct, message, platform, link FROM outbox
    WHERE key = $1
"""
_NEXT = """
    SELECT MIN(CASE WHEN COALESCE(pace.free_at, 0) > ready THEN pace.free_at ELSE ready END)
    FROM outbox LEFT JOIN pace ON pace.platform = outbox.platform AND pace.lane = outbox.lane
    WHERE number IN (SELECT MIN(number) FROM outbox
                     WHERE platform = $1 AND ready IS NOT NULL GROUP BY lane)
"""
_BEGIN = """
    UPDATE outbox
    SET state = 'sending', ready = $2, attempts = attempts + 1, claimed_by = $3,
        first_at = COALESCE(first_at, $4), begun = COALESCE(begun, $4)
    WHERE key = $1 RETURNING attempts, first_at
"""
_SENT = """
    UPDATE outbox
    SET state = 'sent', ready = NULL, begun = NULL, closed_at = $4, posted_in = $5, thread_of = $6,
        posted_direct = $7, message = $8, link = $9
    WHERE key = $1 AND claimed_by = $2 AND attempts = $3 AND ready IS NOT NULL
"""
_NOTE_REPEATED = """
    UPDATE outbox SET repeated = 1
    WHERE key = $1 AND claimed_by = $2 AND attempts = $3 AND ready IS NOT NULL
"""
_PUT_BACK = {
    Certain.NOT_THERE: """
        UPDATE outbox SET ready = $4, state = 'pending', begun = NULL, repeated = 0
        WHERE key = $1 AND claimed_by = $2 AND attempts = $3 AND ready IS NOT NULL
    """,
    Certain.NOT_THIS_TIME: """
        UPDATE outbox SET ready = $4, repeated = 0
        WHERE key = $1 AND claimed_by = $2 AND attempts = $3 AND ready IS NOT NULL
    """,
    Certain.NOTHING: """
        UPDATE outbox SET ready = $4
        WHERE key = $1 AND claimed_by = $2 AND attempts = $3 AND ready IS NOT NULL
    """,
}
_FAILED = """
    UPDATE outbox SET state = 'failed', ready = NULL, closed_at = $4, why = $5
    WHERE key = $1 AND claimed_by = $2 AND attempts = $3 AND ready IS NOT NULL
"""
_WAITING = "SELECT COUNT(*) FROM outbox WHERE platform = $1 AND ready IS NOT NULL"
_FORGET_SUPERSEDED = """
    DELETE FROM outbox WHERE state = 'superseded'
      AND number < (SELECT COALESCE(MAX(number), 0) FROM outbox WHERE closed_at < $1)
"""
_FORGET = "DELETE FROM outbox WHERE closed_at < $1"


@dataclass(frozen=True, slots=True)
class SqlOutbox:
    """The statements about what is to be said, on an open transaction."""

    connection: Connection

    def put(self, outgoing: Outgoing) -> bool:
        """Put one in; False if its key is there already, and nothing changes."""
        if self._row(outgoing.key) is not None:
            return False
        replaces, to = outgoing.replaces, outgoing.to
        if replaces is not None:
            unsent = run(self.connection, _SUPERSEDE, replaces).fetchone()
            replaces = unsent[0] if unsent else replaces
        if isinstance(to, ToPerson):
            target: tuple[Value, ...] = (f"person:{to.person}", None, None, 0, to.person)
        else:
            target = (to.channel, to.channel, to.thread, int(to.direct), None)
        what = (to_text(outgoing.card), replaces, outgoing.otherwise)
        values = (outgoing.key, to.platform, *target, *what)
        return run(self.connection, _PUT, *values).rowcount == 1

    def ready(self, platform: str, *, now: datetime, most: int) -> Sequence[Waiting]:
        """What may go: of each lane the first that is open, if it is neither sent now nor early."""
        return list(ready(self.connection, platform, now=now, most=most))

    def begin(self, waiting: Waiting, *, by: str, now: datetime, until: datetime) -> Sending:
        """Claim one of those, and write down that it may arrive from now on."""
        attempt, first = run(
            self.connection,
            _BEGIN,
            waiting.outgoing.key,
            to_milliseconds(until),
            by,
            to_milliseconds(now),
        ).fetchone()
        return Sending(waiting, attempt, from_milliseconds(first), until)

    def sent(self, sending: Sending, posted: Posted, *, by: str, at: datetime) -> bool:
        """Close one that stands there; False if another has taken it."""
        place = posted.place
        where = (place.channel, place.thread, int(place.direct), posted.message, posted.link)
        return self._write(_SENT, sending, by, to_milliseconds(at), *where)

    def note_repeated(self, sending: Sending, *, by: str) -> bool:
        """Write down that it goes out although it may have arrived; False if another has it."""
        return self._write(_NOTE_REPEATED, sending, by)

    def put_back(self, sending: Sending, *, by: str, until: datetime, certain: Certain) -> bool:
        """Give one back, to go later; False if another has taken it."""
        return self._write(_PUT_BACK[certain], sending, by, to_milliseconds(until))

    def failed(self, sending: Sending, why: str, *, by: str, at: datetime) -> bool:
        """Close one that cannot be sent; False if another has taken it."""
        return self._write(_FAILED, sending, by, to_milliseconds(at), why)

    def _write(self, statement: str, sending: Sending, by: str, *values: Value) -> bool:
        mine = (sending.outgoing.key, by, sending.attempt)
        return run(self.connection, statement, *mine, *values).rowcount == 1

    def posted(self, key: str) -> Posted | None:
        """What was posted under a key; None if it was not, or not yet, or is forgotten."""
        row = self._row(key)
        if row is None or row[4] is None:
            return None
        _, channel, thread, direct, message, platform, link = row
        return Posted(Place(platform, channel, thread, bool(direct)), message, link)

    def is_open(self, key: str) -> bool:
        """Whether something of that key is still to be sent."""
        row = self._row(key)
        return row is not None and row[0] in {"pending", "sending"}

    def standing(self, begins: str) -> Sequence[Standing]:
        """What stands somewhere, or is still to be sent, under keys that begin like that."""
        return list(standing(self.connection, begins))

    def _row(self, key: str) -> Any:  # noqa: ANN401 - a row is as wide as its statement says
        return run(self.connection, _KNOWN, key).fetchone()

    def next(self, platform: str) -> datetime | None:
        """From when on something may go; None if nothing waits."""
        (ready,) = run(self.connection, _NEXT, platform).fetchone()
        return None if ready is None else from_milliseconds(ready)

    def waiting(self, platform: str) -> int:
        """How many are still to be sent."""
        count: int = run(self.connection, _WAITING, platform).fetchone()[0]
        return count

    def forget_before(self, instant: datetime) -> int:
        """Delete what was closed before; returns how many."""
        limit = to_milliseconds(instant)
        superseded = run(self.connection, _FORGET_SUPERSEDED, limit).rowcount
        return superseded + run(self.connection, _FORGET, limit).rowcount


if TYPE_CHECKING:
    _conforms: type[Outbox] = SqlOutbox
