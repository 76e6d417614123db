"""A bell that is rung when something was put into the outbox."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(slots=True)
class Bell:
    """Rung by whoever wrote; who listens may come later than who rings."""

    _listeners: list[Callable[[], None]] = field(default_factory=list)

    def ring(self) -> None:
        """Something is to be sent."""
        for listener in self._listeners:
            listener()

    def heard_by(self, listener: Callable[[], None]) -> None:
        """Let somebody listen."""
        self._listeners.append(listener)
