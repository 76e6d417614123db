"""One press on a card that waits for it, and all that is said to it: in the card's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.pressing import Turn, leaves_the_card
from bot.request import Audience

if TYPE_CHECKING:
    from collections.abc import Hashable

    from adapters.playground.exchange import Asked, Exchange
    from adapters.playground.world import Message, World
    from bot.pressing import Turns
    from bot.reply import Answer


class InPlace:
    """Answers where the pressed card stands, before everybody who sees it.

    What leaves the card as it is, is said beside it, as to any press.

    Args:
        card: What was pressed.
        asked: What it asks.
        turns: Who answers which card.
        world: Where it stands.
        beside: Answers as to any press.
    """

    def __init__(
        self, card: Message, asked: Asked, *, turns: Turns, world: World, beside: Exchange
    ) -> None:
        self._card = card
        self._asked = asked
        self._turns = turns
        self._world = world
        self._beside = beside
        self._ours: Message | None = None

    def say(self, answer: Answer) -> Message | None:
        """Say an answer; it takes the place of an earlier one. None if that is gone."""
        stands = self._world.get(self._card.key)
        alone = self._card.only_for is not None or self._asked.spot.conversation.with_rapport
        if stands is None or leaves_the_card(answer, alone=alone):
            return self._say_beside(answer, stands)
        match self._turns.take(self._id, self._asked.request, answer.card):
            case Turn.SAID:
                return stands
            case Turn.OTHERS:
                return self._say_beside(answer, stands)
            case Turn.OURS if stands.only_for and answer.audience is Audience.PLACE:
                self._world.withdraw(stands)
                return self._beside.say(answer)
            case Turn.OURS:
                self._ours = self._world.replace(
                    stands, body=answer.card, question=self._asked.question
                )
                return self._ours

    @property
    def _id(self) -> Hashable:
        """The card's own: what takes its place has another."""
        return self._card.key, self._card.revision

    def _say_beside(self, answer: Answer, stands: Message | None) -> Message | None:
        """Say it as to any press; where we said that it follows, the card stands again."""
        if stands is not None and stands is self._ours:
            self._world.replace(stands, body=self._card.body, question=self._card.question)
        self._turns.give_back(self._id, self._asked.request)
        return self._beside.say(answer)
