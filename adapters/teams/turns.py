"""Presses that cross each other: which of them is answered for all to see."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import datetime

    from adapters.teams.inbound import Heard
    from bot.ports.clock import Clock
    from bot.reply import Card

_MOST = 1_000
"""What is remembered of each kind; presses that cross each other are seconds apart."""

HASTE = timedelta(seconds=5)
"""Whoever presses again within it has seen nothing happen yet."""


class Turns:
    """Sees that no answer disappears under another, and that none is posted twice in haste."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._words: dict[tuple[str, ...], str] = {}
        self._shown: dict[Hashable, tuple[Heard, datetime]] = {}

    def take(self, heard: Heard, answer: Card) -> bool:
        """Whether an answer may take the place of the pressed card, if one was pressed that waits.

        It may where nothing was answered yet, or the same; and where it waits for a press itself,
        the next one may as well.
        """
        if heard.card is None:
            return False
        card = (heard.reference.conversation, heard.card, heard.back or "")
        said = self._words.setdefault(card, heard.request.text)
        if answer.asks:
            self._words.pop(card)
        if len(self._words) > _MOST:
            del self._words[next(iter(self._words))]
        return said == heard.request.text

    def shows(self, heard: Heard) -> bool:
        """Whether what is asked may be posted for everyone.

        It may not where another press of the same button has just posted it.
        """
        if heard.on is None or heard.card is not None:
            return True
        now, button = self._clock.now(), _button(heard)
        first, at = self._shown.get(button, (heard, now))
        if first is not heard and now < at + HASTE:
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
