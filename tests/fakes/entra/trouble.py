"""How the fake login misbehaves when a test wants it to: fails, talks nonsense, takes its time."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Protocol

from aiohttp import web


class Door(StrEnum):
    """What it can be asked."""

    METADATA = "metadata"
    KEYS = "keys"
    TOKEN = "token"


class Trouble(Protocol):
    """Answers in place of the right answer."""

    def __call__(self) -> web.Response: ...


def answers(status: int, body: str = "", *, kind: str = "application/json") -> Trouble:
    """Whatever is asked, this is the answer."""
    return lambda: web.Response(status=status, text=body, content_type=kind)


class Troubled:
    """Counts what is asked, and what becomes of it."""

    def __init__(self) -> None:
        self.asked: dict[Door, int] = dict.fromkeys(Door, 0)
        self.trouble: dict[Door, Trouble] = {}
        self._gates: dict[Door, asyncio.Event] = {}
        self._arrived: dict[Door, asyncio.Event] = {door: asyncio.Event() for door in Door}

    @contextmanager
    def hold(self, door: Door) -> Iterator[asyncio.Event]:
        """Answer nothing there while the block runs; gives what is set once somebody waits."""
        gate, self._arrived[door] = asyncio.Event(), asyncio.Event()
        self._gates[door] = gate
        try:
            yield self._arrived[door]
        finally:
            del self._gates[door]
            gate.set()

    async def met(self, door: Door) -> web.Response | None:
        """Count a request, hold it up, and give the wrong answer if one is wanted."""
        self.asked[door] += 1
        self._arrived[door].set()
        if gate := self._gates.get(door):
            await gate.wait()
        trouble = self.trouble.get(door)
        return trouble() if trouble else None
