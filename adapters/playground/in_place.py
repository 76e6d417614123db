"""One press on a card that waits for it, and all that is said to it: in the card's place."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from bot.replies import follows_card
from bot.request import Audience

if TYPE_CHECKING:
    from adapters.playground.exchange import Asked, Exchange
    from adapters.playground.world import Message, World
    from bot.reply import Answer, Card


class _Turn(Enum):
    """Whether what is to be said to a press may take the card's place."""

    OURS = "nothing stands there yet but the card, or that the answer follows"
    SAID = "the same was said there to another press"
    OTHERS = "something else was said there, or nothing stands there any more"


class InPlace:
    """Answers where the pressed card stands, before everybody who sees it.

    What is not for all of them is said beside it, as to any press: what failed, what is for the
    presser alone. The card then stays as it is.

    Args:
        card: What was pressed.
        asked: What it asks.
        world: Where it stands.
        beside: Answers as to any press.
    """

    def __init__(self, card: Message, asked: Asked, *, world: World, beside: Exchange) -> None:
        self._card = card
        self._asked = asked
        self._world = world
        self._beside = beside
        self._ours: Message | None = None

    def say(self, answer: Answer) -> Message | None:
        """Say an answer; it takes the place of an earlier one. None if that is gone."""
        stands = self._world.get(self._card.key)
        if stands is None or self._leaves_the_card(answer):
            return self._say_beside(answer, stands)
        match self._turn(stands, answer.card):
            case _Turn.SAID:
                return stands
            case _Turn.OTHERS:
                return self._say_beside(answer, stands)
            case _Turn.OURS if stands.only_for and answer.audience is Audience.PLACE:
                self._world.withdraw(stands)
                return self._beside.say(answer)
            case _Turn.OURS:
                self._ours = self._world.replace(
                    stands, body=answer.card, question=self._asked.question
                )
                return self._ours

    def _leaves_the_card(self, answer: Answer) -> bool:
        """Whether an answer is not for all who see the card, or may make them press again."""
        for_all = (
            answer.audience is Audience.PLACE
            or self._card.only_for is not None
            or self._asked.spot.conversation.with_rapport
        )
        return answer.card.failed or not for_all

    def _turn(self, stands: Message, card: Card) -> _Turn:
        if stands is self._card:
            return _Turn.OURS
        assert not isinstance(stands.body, str)
        asked = self._asked.question
        if asked is None or stands.question is None or stands.question.words != asked.words:
            return _Turn.OTHERS
        follows = follows_card()
        if card == follows or card.headline == stands.body.headline:
            return _Turn.SAID
        return _Turn.OURS if stands.body == follows else _Turn.OTHERS

    def _say_beside(self, answer: Answer, stands: Message | None) -> Message | None:
        """Say it as to any press; where we said that it follows, the card stands again."""
        if stands is not None and stands is self._ours:
            self._world.replace(stands, body=self._card.body, question=self._card.question)
        return self._beside.say(answer)
