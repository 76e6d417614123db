"""Cards that wait for a press: by which words each was answered, however many press it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.teams.inbound import Heard
    from bot.reply import Card

_MOST = 1_000
"""Cards that are remembered; presses that cross each other on their way are seconds apart."""


class Turns:
    """Sees to it that nobody's answer disappears under that to somebody else's press."""

    def __init__(self) -> None:
        self._words: dict[tuple[str, ...], str] = {}

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
