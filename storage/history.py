"""The history in the store: steps are added, and nothing here changes or deletes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ports.store_decisions import Noted
from storage.fields import from_json, to_json
from storage.statements import from_milliseconds, run, to_milliseconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ports.store_decisions import History
    from storage.statements import Connection

# Writers come one by one, so the next number is nobody else's.
_NOTE = """
    INSERT INTO history (number, subject, what, at, person, event_key, before, after, link)
    VALUES ((SELECT coalesce(max(number), 0) + 1 FROM history), $1, $2, $3, $4, $5, $6, $7, $8)
"""
_OF = """
    SELECT what, at, person, event_key, before, after, link FROM history
    WHERE subject = $1 ORDER BY number
"""


@dataclass(frozen=True, slots=True)
class SqlHistory:
    """The statements about the history, on an open transaction."""

    connection: Connection

    def note(self, noted: Noted) -> None:
        """Write a step down."""
        run(
            self.connection,
            _NOTE,
            noted.subject,
            noted.what,
            to_milliseconds(noted.at),
            noted.person,
            noted.event_key,
            None if noted.before is None else to_json(dict(noted.before)),
            to_json(dict(noted.after)),
            noted.link,
        )

    def of(self, subject: str) -> Sequence[Noted]:
        """The steps of one subject, oldest first."""
        return [
            Noted(
                subject=subject,
                what=what,
                at=from_milliseconds(at),
                person=person,
                event_key=event_key,
                before=from_json(before),
                after=from_json(after),
                link=link,
            )
            for what, at, person, event_key, before, after, link in run(
                self.connection, _OF, subject
            ).fetchall()
        ]


if TYPE_CHECKING:
    _conforms: type[History] = SqlHistory
