"""Incidents in the store: declared, handed over, called off; of each service at most one runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.model.incident import Incident
from storage.fields import instant, milliseconds
from storage.statements import from_milliseconds, run, to_milliseconds

if TYPE_CHECKING:
    from bot.ports.store_decisions import Incidents
    from storage.statements import Connection, Value

_COLUMNS = "service, severity, commander, declared_by, began, ended, ended_by, link"
# Writers come one by one, so the next number is nobody else's.
_DECLARE = f"""
    INSERT INTO incident (number, {_COLUMNS})
    VALUES ((SELECT coalesce(max(number), 0) + 1 FROM incident), $1, $2, $3, $4, $5, $6, $7, $8)
    RETURNING number
"""  # noqa: S608 - our own columns
_RUNNING = f"""
    SELECT number, {_COLUMNS} FROM incident WHERE service = $1 AND ended IS NULL
"""  # noqa: S608 - our own columns
_AMEND = f"""
    UPDATE incident SET ({_COLUMNS}) = ($2, $3, $4, $5, $6, $7, $8, $9) WHERE number = $1
"""  # noqa: S608 - our own columns


@dataclass(frozen=True, slots=True)
class SqlIncidents:
    """The statements about incidents, on an open transaction."""

    connection: Connection

    def declare(self, incident: Incident) -> Incident:
        """Write a new one down; gives it with its number."""
        row = run(self.connection, _DECLARE, *_values(incident)).fetchone()
        return replace(incident, number=row[0])

    def running(self, service: str) -> Incident | None:
        """The one of a service that was not called off."""
        row = run(self.connection, _RUNNING, service).fetchone()
        return _incident(*row) if row else None

    def amend(self, incident: Incident) -> None:
        """Write what became of one, in place of what stood under its number."""
        written = run(self.connection, _AMEND, incident.number, *_values(incident))
        assert written.rowcount == 1  # it was declared


def _values(incident: Incident) -> tuple[Value, ...]:
    """The columns in their order."""
    return (
        incident.service,
        incident.severity,
        incident.commander,
        incident.declared_by,
        to_milliseconds(incident.began),
        milliseconds(incident.ended),
        incident.ended_by,
        incident.link,
    )


def _incident(
    number: int,
    service: str,
    severity: int,
    commander: str,
    declared_by: str,
    began: int,
    ended: int | None,
    ended_by: str | None,
    link: str | None,
) -> Incident:
    return Incident(
        number=number,
        service=service,
        severity=severity,
        commander=commander,
        declared_by=declared_by,
        began=from_milliseconds(began),
        ended=instant(ended),
        ended_by=ended_by,
        link=link,
    )


if TYPE_CHECKING:
    _conforms: type[Incidents] = SqlIncidents
