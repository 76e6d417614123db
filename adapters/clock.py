"""The real time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.ports.clock import Clock


class WallClock:
    """Reads the machine's clock."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


if TYPE_CHECKING:
    _conforms: type[Clock] = WallClock
