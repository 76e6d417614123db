"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.ports.clock import Clock

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""A Monday."""


class FixedClock:
    """Tells the same instant until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def move(self, by: timedelta) -> None:
        self._at += by


if TYPE_CHECKING:
    _conforms: type[Clock] = FixedClock
