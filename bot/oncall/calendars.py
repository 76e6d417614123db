"""The address of a service's calendar: a token that nobody can guess, issued once."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ports.store import Tx

_BYTES = 20
"""Random bytes in a token: nobody guesses 160 bits, and in hexadecimal nothing is markup."""


def calendar_token(tx: Tx, service: str, *, now: datetime, renew: bool = False) -> str:
    """The token of a service's calendar; a new one if there is none, or if it is wished for."""
    known = tx.calendars.tokens().get(service)
    if known and not renew:
        return known
    token = secrets.token_hex(_BYTES)
    tx.calendars.issue(service, token, at=now)
    return token


def calendar_path(token: str) -> str:
    """Where ``rapport serve`` has a calendar."""
    return f"/calendar/{token}.ics"
