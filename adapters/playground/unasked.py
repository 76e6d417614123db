"""What happens here without anybody asking, as far as the clock and the page need to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.playground.clock import MovableClock


@dataclass(frozen=True, slots=True)
class Upcoming:
    """Something that is planned: when, and what, in a few words."""

    at: datetime
    what: str


class Unasked(Protocol):
    """What is planned, and the way to have it done."""

    async def next(self) -> Upcoming | None:
        """What comes next; None if nothing is planned."""
        ...

    async def catch_up(self) -> None:
        """Do all that is due by now, and say what there is to say."""
        ...


STEPS = 200
"""Events on the way; when there are more, the rest is caught up with at the end."""


async def go(clock: MovableClock, instant: datetime, *, unasked: Unasked) -> None:
    """Go ahead to an instant, and through all that happens on the way, each at its time.

    First what is due already: what somebody has agreed to this minute may not be planned yet.
    """
    await unasked.catch_up()
    for _ in range(STEPS):
        upcoming = await unasked.next()
        if upcoming is None or upcoming.at > instant:
            break
        clock.move_to(upcoming.at)
        await unasked.catch_up()
    clock.move_to(instant)
    await unasked.catch_up()


class Nothing:
    """A playground in which nothing happens unasked."""

    async def next(self) -> Upcoming | None:
        """Nothing is planned."""
        return None

    async def catch_up(self) -> None:
        """Nothing is due."""


if TYPE_CHECKING:
    _conforms: type[Unasked] = Nothing
