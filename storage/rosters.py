"""Rosters in the store: what each rotation's source last knew."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.model.oncall import Contact, Duty, Roster
from storage.statements import from_milliseconds, run, to_milliseconds

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ports.store_oncall import Rosters
    from storage.statements import Connection

_LAST_GOOD = "SELECT roster FROM roster WHERE rotation = $1"
_KEEP = """
    INSERT INTO roster (rotation, at, roster) VALUES ($1, $2, $3)
    ON CONFLICT (rotation) DO UPDATE SET at = excluded.at, roster = excluded.roster
"""


@dataclass(frozen=True, slots=True)
class SqlRosters:
    """The statements about rosters, on an open transaction."""

    connection: Connection

    def last_good(self, rotation: str) -> Roster | None:
        """The newest that succeeded."""
        row = run(self.connection, _LAST_GOOD, rotation).fetchone()
        return _roster(json.loads(row[0])) if row else None

    def keep(self, rotation: str, roster: Roster) -> None:
        """Remember one as the last good one."""
        text = json.dumps(_stored(roster), separators=(",", ":"))
        run(self.connection, _KEEP, rotation, to_milliseconds(roster.fetched_at), text)


def _stored(roster: Roster) -> dict[str, object]:
    return {
        "start": _stamp(roster.start),
        "end": _stamp(roster.end),
        "fetched_at": _stamp(roster.fetched_at),
        "method": roster.method,
        "duties": [
            [_contact(each.who), _stamp(each.start), _stamp(each.end), _contact(each.covering_for)]
            for each in roster.duties
        ],
    }


def _contact(contact: Contact | None) -> list[str | None] | None:
    """Who it is: addresses and ids are not kept, for whoever is in app.yaml is matched already."""
    return None if contact is None else [contact.name, contact.person]


def _roster(stored: dict[str, Any]) -> Roster:
    return Roster(
        start=from_milliseconds(stored["start"]),
        end=from_milliseconds(stored["end"]),
        duties=tuple(_duty(*each) for each in stored["duties"]),
        fetched_at=from_milliseconds(stored["fetched_at"]),
        method=stored["method"],
    )


def _duty(
    who: list[str], start: int | None, end: int | None, covering_for: list[str] | None
) -> Duty:
    return Duty(
        who=_known(who),
        start=None if start is None else from_milliseconds(start),
        end=None if end is None else from_milliseconds(end),
        covering_for=None if covering_for is None else _known(covering_for),
    )


def _known(stored: list[str]) -> Contact:
    name, person = stored
    return Contact(name, person=person)


def _stamp(instant: datetime | None) -> int | None:
    return None if instant is None else to_milliseconds(instant)


if TYPE_CHECKING:
    _conforms: type[Rosters] = SqlRosters
