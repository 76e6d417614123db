"""What to do when a server wants a rest: wait as long as it says, if that is not too long."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from adapters.fetching.failure import Failure
from bot import phrases

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.fetching.answer import Answered

LONGEST = timedelta(seconds=10)
"""Somebody waits for the answer, and there is a last good one to give."""

SECONDS_TO_WAIT = ("Retry-After", "ratelimit-reset")
"""The first that is there counts. incident.io sends the one, PagerDuty the other:
https://developer.pagerduty.com/docs/rest-api-rate-limits"""

UNTOLD = 1.0
"""Seconds to wait when nobody says how long."""


@dataclass(slots=True)
class Patience:
    """Asks again after a rest, until all rests of one reading are too long together.

    Attributes:
        sleep: Waits so many seconds.
        left: How many seconds may still be waited.
    """

    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    left: float = LONGEST.total_seconds()

    async def ask(self, question: Callable[[], Awaitable[Answered]]) -> Answered:
        """Ask, and ask again if the server was asked too much.

        Raises:
            Failure: There is no answer within this patience.
        """
        while True:
            answered = await question()
            if answered.status != HTTPStatus.TOO_MANY_REQUESTS:
                return answered
            rest = rest_seconds(answered)
            self.left -= rest
            if self.left < 0:
                wait = phrases.span(timedelta(seconds=rest))
                raise Failure(
                    f"was asked too much and wants a rest of {wait}",
                    "Ask again after that, or see what else uses its token.",
                )
            await self.sleep(rest)


def rest_seconds(answered: Answered) -> float:
    """How long a server wants to be left alone; never nothing."""
    for name in SECONDS_TO_WAIT:
        said = answered.headers.get(name, "").strip()
        if said.isascii() and said.isdigit():
            return max(float(said), UNTOLD)
    return UNTOLD
