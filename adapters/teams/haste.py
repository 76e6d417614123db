"""The same pressed twice in haste: it is posted for everyone once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import datetime

    from adapters.teams.inbound import Heard
    from bot.ports.clock import Clock

_MOST = 1_000
"""Buttons that are remembered; presses in haste are seconds apart."""

WITHIN = timedelta(seconds=5)
"""Whoever presses again within it has seen nothing happen yet."""


class Haste:
    """Sees that nothing is posted twice because somebody saw nothing happen yet."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._shown: dict[Hashable, tuple[Heard, datetime]] = {}

    def shows(self, heard: Heard) -> bool:
        """Whether what is asked may be posted for everyone.

        It may not where another press of the same button has just posted it.
        """
        if heard.on is None or heard.card is not None:
            return True
        now, button = self._clock.now(), _button(heard)
        first, at = self._shown.get(button, (heard, now))
        if first is not heard and now < at + WITHIN:
            return False
        self._shown.pop(button, None)
        self._shown[button] = heard, now
        if len(self._shown) > _MOST:
            del self._shown[next(iter(self._shown))]
        return True

    def failed(self, heard: Heard) -> None:
        """What was to be posted was not: the next press may try again."""
        self._shown.pop(_button(heard), None)


def _button(heard: Heard) -> Hashable:
    """What was pressed, with all that was filled in."""
    fields = frozenset((heard.request.fields or {}).items())
    return heard.reference.conversation, heard.on, heard.request.text, fields
