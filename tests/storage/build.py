"""Stores and rows for tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Storage
from bot.ports.store import AuditEntry
from storage.opening import open_configured
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from datetime import datetime

    from storage.opening import AnyStore

VARIABLE = "RAPPORT_DATABASE_URL"


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


def opened(where: str) -> AnyStore:
    """Open a store by its file or its address."""
    if where.startswith("postgresql://"):
        return open_configured(Storage(None, VARIABLE), environ={VARIABLE: where})
    return open_configured(Storage(Path(where)), environ={})
