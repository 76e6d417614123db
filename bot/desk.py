"""Answers in time: at once, or acknowledged at once, announced soon, and answered when ready.

A platform waits about three seconds for an acknowledgement and people wait less for a sign of life.
Whatever was acknowledged is finished before a shutdown. See docs/adr/0003-acknowledging.md.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from bot.replies import follows_card
from bot.reply import Answer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from bot.core import Core
    from bot.request import Request

log = logging.getLogger(__name__)

AT_ONCE = 0.25
"""Seconds within which an answer is the acknowledgement's own body."""

SIGN_OF_LIFE = 1.5
"""Seconds after which the asker is told that the answer follows."""

LOOKUP = 0.1
"""Seconds that the sign of life waits to hear whether this is a late repetition."""


class Desk:
    """Stands between a platform that waits for an acknowledgement and the core."""

    def __init__(
        self, core: Core, *, at_once: float = AT_ONCE, sign_of_life: float = SIGN_OF_LIFE
    ) -> None:
        self.core = core
        self._at_once = at_once
        self._sign_of_life = sign_of_life
        self._under_way: set[asyncio.Task[None]] = set()

    async def ask(
        self,
        request: Request,
        *,
        later: Callable[[Answer], Awaitable[None]],
        at_once: float | None = None,
    ) -> Answer | None:
        """Answer at once, or return None and answer later.

        Args:
            request: What is asked.
            later: Sends what was not ready at once: perhaps first that the answer follows, then
                the answer, which takes that sentence's place where the platform can replace it.
            at_once: Seconds that this acknowledgement can wait for the answer, where the platform
                shows a sign of life itself; the usual ones unless told.

        Returns:
            The answer; None when it comes later, or when this event was answered before.
        """
        answering = asyncio.ensure_future(self.core.answer(request))
        patience = self._at_once if at_once is None else at_once
        silence = max(0.0, self._sign_of_life - patience)
        try:
            if await _ready(answering, patience):
                return answering.result()
        except asyncio.CancelledError:
            # The platform stopped waiting, and will not ask for this event again.
            self.spawn(self._follow(request, answering, later, silence=silence))
            raise
        self.spawn(self._follow(request, answering, later, silence=silence))
        return None

    async def _follow(
        self,
        request: Request,
        answering: asyncio.Future[Answer | None],
        later: Callable[[Answer], Awaitable[None]],
        *,
        silence: float,
    ) -> None:
        if not await _ready(answering, silence):
            announcing = self.spawn(self._announce(request, later))
            await asyncio.wait({announcing})
        answer = await answering
        if answer is not None:
            await later(answer)

    async def _announce(self, request: Request, later: Callable[[Answer], Awaitable[None]]) -> None:
        """Say that the answer follows, unless it will not: it was given for an earlier delivery."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOKUP):
                if await self.core.answered_before(request):
                    return
        await later(Answer(follows_card(), request.heard_by))

    def spawn(self, errand: Coroutine[object, object, None]) -> asyncio.Task[None]:
        """Run something that a shutdown waits for; if it fails, the log says so."""
        task = asyncio.ensure_future(errand)
        self._under_way.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (failure := task.exception()):
            log.error("an errand failed", exc_info=failure)

    async def close(self) -> None:
        """Finish what was acknowledged."""
        while self._under_way:
            await asyncio.wait(self._under_way)


async def _ready(answering: asyncio.Future[Answer | None], seconds: float) -> bool:
    """Whether it is done within so many seconds. What ``asyncio.wait`` does, for one, in less."""
    if answering.done():
        return True
    loop = asyncio.get_running_loop()
    over: asyncio.Future[None] = loop.create_future()

    def wake(_done: object = None) -> None:
        if not over.done():
            over.set_result(None)

    timer = loop.call_later(seconds, wake)
    answering.add_done_callback(wake)
    try:
        await over
    finally:
        timer.cancel()
        answering.remove_done_callback(wake)
    return answering.done()
