"""Pictures: drawn off the event loop, uploaded, and put into what we send."""

from __future__ import annotations

import asyncio
import logging
import subprocess
from typing import TYPE_CHECKING

from adapters.slack.calling import FAILURES
from adapters.slack.render import message
from bot.drawing import Theme, svg
from bot.drawing.raster import png_off_loop
from bot.reply import Chart
from bot.reply_timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slack_sdk.web.async_client import AsyncWebClient

    from adapters.slack.send import Sent
    from bot.reply import Card, Picture

log = logging.getLogger(__name__)

WAITS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds between looks: Slack takes a while until an uploaded file can be shown."""


class Pictures:
    """Uploads pictures. When that fails, the answer stands as it is, with its drawings in text."""

    def __init__(self, client: AsyncWebClient, *, waits: Sequence[float] = WAITS) -> None:
        self._client = client
        self._waits = waits

    async def add_to(self, sent: Sent, card: Card) -> None:
        """Put a card's pictures into the message that shows it."""
        if not (files := await self.of(card)):
            return
        drawn = message(card, pictures=files)
        try:
            await self._client.chat_update(channel=sent.channel, ts=sent.ts, **drawn)
        except FAILURES as error:
            log.warning("an answer stays without its picture: %r", error)

    async def of(self, card: Card) -> Sequence[str]:
        """Upload a card's pictures; gives the files, one for each, or none if that fails."""
        pictures = [block for block in card.blocks if isinstance(block, Chart | Timeline)]
        try:
            return [await self._uploaded(picture) for picture in pictures]
        except (*FAILURES, subprocess.SubprocessError) as error:
            log.warning("a picture could not be uploaded: %r", error)
            return ()

    async def _uploaded(self, picture: Picture) -> str:
        """Upload a picture, and wait until it can be shown."""
        told = await self._client.files_upload_v2(
            filename="picture.png",
            file=await png_off_loop(svg(picture, theme=Theme.LIGHT)),
            title=picture.title,
            alt_txt=picture.alt,
        )
        file: str = told["file"]["id"]
        for wait in self._waits:
            info = await self._client.files_info(file=file)
            if info["file"].get("mimetype"):
                return file
            await asyncio.sleep(wait)
        return file
