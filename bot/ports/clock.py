"""What the core needs to know the time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class Clock(Protocol):
    """Tells the time; the playground's and the tests' can be moved."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...
