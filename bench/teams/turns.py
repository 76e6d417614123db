"""A load generator of turns: a message goes in, and its reply comes back at the connector.

Whoever talks waits for both, the acknowledgement and the reply, before the next message.
"""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING

from bench.load import HEAD_END, Result
from bench.teams.activities import message, token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.teams.service import BotService

PATIENCE_SECONDS = 30
_TAKEN = re.compile(rb"http/1.1 20[012] ")
_LENGTH = re.compile(rb"content-length: *(\d+)")


async def turns(port: int, service: BotService, *, text: str, times: int, people: int) -> Result:
    """Say this so many times, by so many people at once, each in a conversation of their own.

    Raises:
        AssertionError: A message was not taken.
        TimeoutError: A reply did not come.
    """
    left = iter(range(times))
    signed = token(service.service_url)
    async with asyncio.timeout(PATIENCE_SECONDS):
        started = time.perf_counter()
        rounds = await asyncio.gather(
            *(
                _talk(left, service, port=port, conversation=f"a:{n}", text=text, signed=signed)
                for n in range(people)
            )
        )
        took = time.perf_counter() - started
    return Result(times / took, tuple(sorted(each for one in rounds for each in one)))


async def _talk(
    left: Iterator[int],
    service: BotService,
    *,
    port: int,
    conversation: str,
    text: str,
    signed: str,
) -> list[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    seconds = []
    for _ in left:
        said = message(
            text, conversation=conversation, service_url=service.service_url, signed=signed
        )
        replied = service.reply_in(conversation)
        sent = time.perf_counter()
        writer.write(said)
        await _acknowledgement(reader)
        await replied
        seconds.append(time.perf_counter() - sent)
    writer.close()
    return seconds


async def _acknowledgement(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(HEAD_END)).lower()
    assert _TAKEN.match(head), head
    if found := _LENGTH.search(head):
        await reader.readexactly(int(found[1]))
