"""Patience with Teams: what is asked again, after how long, and when to give up.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit#handle-http-429-responses
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeAlias

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

PATIENCE_SECONDS = 10.0
FIRST_PAUSE_SECONDS = 0.5

AGAIN = frozenset(
    {
        HTTPStatus.PRECONDITION_FAILED,  # two writers met in one conversation
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)
"""What Teams asks every bot to try again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the body, and how many seconds Teams asks us to wait."""

    status: int
    body: bytes
    retry_after: float | None = None


class BrokenOff(Exception):  # noqa: N818 - it reads as what it says
    """A call ended without an answer; ``ambiguous`` if it may have been carried out."""

    def __init__(self, why: Exception) -> None:
        super().__init__(repr(why))
        self.ambiguous = not isinstance(why, aiohttp.ClientConnectorError)


Outcome: TypeAlias = Answer | BrokenOff


@dataclass(frozen=True)
class Retrying:
    """Asks again, after growing pauses that no two bots share.

    Attributes:
        sleep: Waits so many seconds.
        jitter: A number from 0 to 1.
        patience: Seconds for all answers and pauses together.
        asks_again: Whether it does; what is posted unasked waits in the outbox instead.
    """

    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    jitter: Callable[[], float] = random.random
    patience: float = PATIENCE_SECONDS
    asks_again: bool = True

    async def __call__(
        self, attempt: Callable[[float], Awaitable[Outcome]], *, repeatable: bool
    ) -> Outcome:
        """Call until the outcome is worth having, or patience ends.

        Args:
            attempt: Calls once; is told how many seconds there are for it.
            repeatable: Whether doing it twice does no harm. If it does, what broke off is not
                called again.

        Returns:
            The last outcome.
        """
        now = asyncio.get_running_loop().time
        left, pause = self.patience, FIRST_PAUSE_SECONDS
        while True:
            began = now()
            outcome = await attempt(left)
            left -= now() - began
            if not self.asks_again or not _worth_trying(outcome, repeatable=repeatable):
                return outcome
            wait = self._wait(outcome, pause)
            if wait >= left:
                return outcome
            await self.sleep(wait)
            left -= wait
            pause *= 2

    def _wait(self, outcome: Outcome, pause: float) -> float:
        if isinstance(outcome, Answer) and outcome.retry_after is not None:
            return outcome.retry_after
        return pause * (1 + self.jitter()) / 2


def _worth_trying(outcome: Outcome, *, repeatable: bool) -> bool:
    if isinstance(outcome, BrokenOff):
        return repeatable or not outcome.ambiguous
    return outcome.status in AGAIN
