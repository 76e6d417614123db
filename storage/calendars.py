"""Calendars in the store: the token by which each service's is subscribed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.statements import run, to_milliseconds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.ports.store_oncall import Calendars
    from storage.statements import Connection

_TOKENS = "SELECT service, token FROM calendar"
_ISSUE = """
    INSERT INTO calendar (service, token, issued_at) VALUES ($1, $2, $3)
    ON CONFLICT (service) DO UPDATE SET token = excluded.token, issued_at = excluded.issued_at
"""


@dataclass(frozen=True, slots=True)
class SqlCalendars:
    """The statements about calendars, on an open transaction."""

    connection: Connection

    def tokens(self) -> Mapping[str, str]:
        """Every token, by the service whose calendar it opens."""
        return dict(run(self.connection, _TOKENS).fetchall())

    def issue(self, service: str, token: str, *, at: datetime) -> None:
        """Let a token open a service's calendar; an earlier one does not any more."""
        run(self.connection, _ISSUE, service, token, to_milliseconds(at))


if TYPE_CHECKING:
    _conforms: type[Calendars] = SqlCalendars
