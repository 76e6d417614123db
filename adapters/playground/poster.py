"""Puts what people and Rapport say into the world, now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.playground.world import Message

if TYPE_CHECKING:
    from adapters.playground.inbound import Spot
    from adapters.playground.world import Question, World
    from bot.ports.clock import Clock
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Poster:
    """Knows where and when."""

    world: World
    clock: Clock

    def post(
        self,
        body: str | Card,
        spot: Spot,
        *,
        author: str,
        only_for: str | None = None,
        question: Question | None = None,
    ) -> Message:
        """Say something somewhere, now."""
        return self.world.say(
            Message(
                key=self.world.next_key(),
                conversation=spot.conversation.key,
                author=author,
                at=self.clock.now(),
                body=body,
                thread=spot.thread,
                only_for=only_for,
                question=question,
            )
        )
