"""``rapport serve`` with a clock beside it: ``python -m bench.watched FILE app.yaml PORT``.

It writes into the file for how many seconds, at most, the event loop did nothing else: since its
start, or since the last SIGUSR1.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from argparse import Namespace
from pathlib import Path

import rapport

TICK_SECONDS = 0.005


class Clock:
    """Wants to be woken every few milliseconds, and sees how late it is."""

    def __init__(self) -> None:
        self.latest = 0.0

    def reset(self) -> None:
        self.latest = 0.0

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + TICK_SECONDS
            await asyncio.sleep(TICK_SECONDS)
            self.latest = max(self.latest, loop.time() - due)


async def watched(config: Path, port: int) -> float:
    """Serve until told to stop; gives the longest stall."""
    clock = Clock()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, clock.reset)
    ticking = asyncio.create_task(clock.run())
    try:
        await rapport.serve(Namespace(config=config, host="127.0.0.1", port=port))
    finally:
        ticking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await ticking
    return clock.latest


if __name__ == "__main__":
    found = asyncio.run(watched(Path(sys.argv[2]), int(sys.argv[3])))
    Path(sys.argv[1]).write_text(str(found))
