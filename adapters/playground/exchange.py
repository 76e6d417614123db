"""One question and all that is said to it: perhaps a sign of life, then the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.playground.world import RAPPORT
from bot.request import Audience

if TYPE_CHECKING:
    from adapters.playground.inbound import Spot
    from adapters.playground.poster import Poster
    from adapters.playground.world import Message, Question
    from bot.reply import Answer
    from bot.request import Request


@dataclass(frozen=True, slots=True)
class Asked:
    """A request on its way, and what a card says that it answers.

    Attributes:
        card: What was pressed, if it waits for a press.
    """

    request: Request
    spot: Spot
    question: Question | None
    card: Message | None = None


class Exchange:
    """Says what answers a question below it, where it was asked."""

    def __init__(self, asked: Asked, *, poster: Poster) -> None:
        self._asked = asked
        self._poster = poster
        self._said: Message | None = None

    def say(self, answer: Answer) -> Message | None:
        """Say an answer; it takes the place of an earlier one. None if that is gone."""
        private, said = answer.audience is Audience.ASKER, self._said
        if said is None:
            self._said = self._post(answer)
        elif private is (said.only_for is not None):
            self._said = self._poster.world.replace(
                said, body=answer.card, question=self._asked.question
            )
        elif self._poster.world.withdraw(said):
            self._said = self._post(answer)
        return self._said

    def _post(self, answer: Answer) -> Message:
        asked, private = self._asked, answer.audience is Audience.ASKER
        return self._poster.post(
            answer.card,
            asked.spot,
            author=RAPPORT,
            only_for=asked.spot.person if private else None,
            question=asked.question,
        )
