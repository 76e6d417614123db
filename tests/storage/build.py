"""Rows for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ports.store import AuditEntry
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from datetime import datetime


def asked(key: str, *, at: datetime = NOON) -> AuditEntry:
    """A request that was answered."""
    return AuditEntry(
        event_key=key,
        at=at,
        platform="slack",
        workspace="T0",
        user="U0",
        person=None,
        channel="C0",
        thread=None,
        verb="budget",
        outcome="answered",
        milliseconds=3,
    )
