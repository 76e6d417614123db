"""Shows views: opens, stacks and changes windows, publishes Home tabs."""

from __future__ import annotations

import asyncio
import logging
from itertools import accumulate
from typing import TYPE_CHECKING

from adapters.slack.calling import FAILURES, refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slack_sdk.web.async_client import AsyncWebClient

    from adapters.slack.window import View

log = logging.getLogger(__name__)

IN_EFFECT_SECONDS = 4
"""By then an acknowledgement has taken effect, or never will: Slack waits three seconds for one."""


class Views:
    """Every way in which a view gets before somebody's eyes.

    https://docs.slack.dev/surfaces/modals

    Args:
        client: Asks Slack.
        waits: Seconds between looks for a window that an acknowledgement of ours names.
    """

    def __init__(self, client: AsyncWebClient, *, waits: Sequence[float]) -> None:
        self._client = client
        passed = zip(waits, accumulate(waits), strict=True)
        self._waits = [wait for wait, by_then in passed if by_then <= IN_EFFECT_SECONDS]

    async def open(self, view: View, trigger: str) -> str | None:
        """Open a window; gives its id, or None if it is too late for that."""
        try:
            told = await self._client.views_open(trigger_id=trigger, view=view)
        except FAILURES as error:
            log.warning("cannot open a window: %r", error)
            return None
        return str(told["view"]["id"])

    async def push(self, view: View, trigger: str) -> bool:
        """Put a window above the one that brought the trigger; False if that does not work.

        Three lie above each other at most.
        """
        try:
            await self._client.views_push(trigger_id=trigger, view=view)
        except FAILURES as error:
            log.info("cannot put a window above another: %r", error)
            return False
        return True

    async def update(self, view: View, *, window: str) -> bool:
        """Put other contents into a window; False if that may not have worked."""
        try:
            await self._client.views_update(view_id=window, view=view)
        except FAILURES as error:
            log.info("cannot change a window: %r", error)
            return False
        return True

    async def follow(self, view: View, *, name: str) -> bool:
        """Put other contents into a window that we gave a name in an acknowledgement.

        Slack may still be busy with it: the acknowledgement, taking effect afterwards, would hide
        what we say now. As long as the name is not known, it has not taken effect.
        """
        waits = iter(self._waits)
        while True:
            try:
                await self._client.views_update(external_id=name, view=view)
            except FAILURES as error:
                wait = next(waits, None) if refusal(error) == "not_found" else None
                if wait is None:
                    log.info("cannot change a window: %r", error)
                    return False
            else:
                return True
            await asyncio.sleep(wait)

    async def publish(self, view: View, *, user: str, before: str | None) -> str | None:
        """Publish somebody's Home, unless another was published since.

        Args:
            view: What to show.
            user: To whom.
            before: The hash of what stands there; None if nothing does.

        Returns:
            The new hash; None if it was not published.
        """
        try:
            told = await self._client.views_publish(user_id=user, view=view, hash=before)
        except FAILURES as error:
            log.info("cannot publish a Home: %r", error)
            return None
        return str(told["view"]["hash"])
