"""Answers in time: what is ready soon is the answer; what is not is announced and follows.

Platforms give a bot about three seconds. Whatever was acknowledged is finished before a shutdown.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.replies import follows_card
from bot.reply import Answer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from bot.core import Core
    from bot.request import Request

PATIENCE = 1.5
"""Seconds within which an answer is the acknowledgement itself."""


class Desk:
    """Stands between a platform that waits for an acknowledgement and the core."""

    def __init__(self, core: Core, *, patience: float = PATIENCE) -> None:
        self.core = core
        self._patience = patience
        self._under_way: set[asyncio.Task[None]] = set()

    async def ask(
        self, request: Request, *, later: Callable[[Answer], Awaitable[None]]
    ) -> Answer | None:
        """Answer now, or say that the answer follows.

        Args:
            request: What is asked.
            later: Sends the answer that was not ready in time.

        Returns:
            The answer; or that it follows, and ``later`` is called once; or None for an event
            that was answered before.
        """
        answering = asyncio.ensure_future(self.core.answer(request))
        done, _ = await asyncio.wait({answering}, timeout=self._patience)
        if done:
            return answering.result()

        async def follow() -> None:
            answer = await answering
            if answer is not None:
                await later(answer)

        self.spawn(follow())
        return Answer(follows_card(), request.heard_by)

    def spawn(self, errand: Coroutine[object, object, None]) -> None:
        """Run something that a shutdown waits for."""
        task = asyncio.ensure_future(errand)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Finish what was acknowledged."""
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)
