"""A clock that can be moved ahead, to see what a day or a week brings."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ports.clock import Clock


class Move(Enum):
    """How far the clock moves at once."""

    HOUR = timedelta(hours=1)
    DAY = timedelta(days=1)
    WEEK = timedelta(weeks=1)


class MovableClock:
    """Another clock, and how far this one is ahead of it."""

    def __init__(self, real: Clock) -> None:
        self._real = real
        self.ahead = timedelta()

    def now(self) -> datetime:
        """The present instant here, aware, in UTC."""
        return self._real.now() + self.ahead

    def move_to(self, instant: datetime) -> None:
        """Go ahead to an instant. Never back: what was said would then lie in the future."""
        self.ahead += max(instant - self.now(), timedelta())

    def reset(self) -> None:
        """Tell the real time again."""
        self.ahead = timedelta()


if TYPE_CHECKING:
    _: type[Clock] = MovableClock
