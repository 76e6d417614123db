"""Presses on a card that waits for one: what takes its place, and who is first of several.

The same on every platform; what stands where, and how it is replaced, is the platform's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from bot.replies import follows_card
from bot.request import Audience

if TYPE_CHECKING:
    from collections.abc import Hashable

    from bot.reply import Answer, Card
    from bot.request import Request

_MOST = 1_000
"""Cards that are remembered; presses that cross each other on their way are seconds apart."""


def leaves_the_card(answer: Answer, *, alone: bool) -> bool:
    """Whether an answer is not for all who see the pressed card, or may make them press again.

    A form, what failed, and what is for the presser alone are said beside the card, which stays as
    it is: somebody else may still press there.

    Args:
        answer: What is to be said to a press.
        alone: Whether one person alone sees the card.
    """
    for_all = alone or answer.audience is Audience.PLACE
    return answer.form is not None or answer.card.failed or not for_all


class Turn(Enum):
    """Whether what is to be said to a press may take the card's place."""

    OURS = "nothing stands there yet but the card, or what this replaces"
    SAID = "the same was said there to another press"
    OTHERS = "something else was said there"


@dataclass(frozen=True, slots=True)
class _Held:
    """What stands in a card's place; ``headline`` is None while it only tells that it follows."""

    press: str
    words: str
    headline: str | None


class Turns:
    """Sees to it that a card is answered in its place once, however many press it at once.

    A card is named by whatever the platform tells it by; what takes its place and waits for a press
    itself is another card.
    """

    def __init__(self) -> None:
        self._held: dict[Hashable, _Held] = {}

    def take(self, card: Hashable, request: Request, answer: Card) -> Turn:
        """Ask for a card's place, and hold it from now on if it is ours.

        Args:
            card: What was pressed.
            request: What its button asks.
            answer: What is to stand there, perhaps only that it follows.
        """
        held, headline = self._held.get(card), _headline(answer)
        if held is not None and held.press != request.event_key:
            if held.words != request.text:
                return Turn.OTHERS
            if headline is None or headline == held.headline:
                return Turn.SAID
            if held.headline is not None:
                return Turn.OTHERS
        self._held.pop(card, None)
        self._held[card] = _Held(request.event_key, request.text, headline)
        if len(self._held) > _MOST:
            del self._held[next(iter(self._held))]
        return Turn.OURS

    def holds(self, card: Hashable, request: Request) -> bool:
        """Whether a card's place is still held by this press."""
        held = self._held.get(card)
        return held is not None and held.press == request.event_key

    def give_back(self, card: Hashable, request: Request) -> None:
        """Let a card be answered anew."""
        if self.holds(card, request):
            del self._held[card]


def _headline(answer: Card) -> str | None:
    return None if answer == follows_card() else answer.headline
