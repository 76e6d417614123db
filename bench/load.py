"""A load generator: prepared requests over kept-alive connections, each answer timed.

It speaks just enough HTTP/1.1 for what is measured, so that it costs less than what it measures.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Result:
    """What one round gave: requests a second, and every answer's time in seconds, sorted."""

    per_second: float
    seconds: tuple[float, ...]

    def quantile(self, share: float) -> float:
        """The time within which this share of the answers came."""
        return self.seconds[min(len(self.seconds) - 1, int(share * len(self.seconds)))]


async def load(port: int, requests: Sequence[bytes], *, connections: int) -> Result:
    """Send every request once, over so many connections at the same time.

    Raises:
        AssertionError: An answer was not 200, or had no body.
    """
    left = iter(requests)
    started = time.perf_counter()
    rounds = await asyncio.gather(*(_connection(port, left) for _ in range(connections)))
    took = time.perf_counter() - started
    return Result(len(requests) / took, tuple(sorted(each for one in rounds for each in one)))


async def _connection(port: int, left: Iterator[bytes]) -> list[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    seconds = []
    for request in left:
        sent = time.perf_counter()
        writer.write(request)
        await _answer(reader)
        seconds.append(time.perf_counter() - sent)
    writer.close()
    return seconds


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = (await reader.readuntil(HEAD_END)).lower()
    assert head.startswith(b"http/1.1 200"), head
    length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
    return await reader.readexactly(length)
