"""Two processes on one store, in which people act at the same instant."""

from __future__ import annotations

import asyncio
import multiprocessing
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.request import Actor, Audience, Place, Request
from tests.decisions.village import core_of, whole
from tests.door import error
from tests.fakes.clock import FixedClock
from tests.storage.build import opened

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from multiprocessing.synchronize import Barrier

_PATIENCE = 60
"""Seconds of real time that one waits for the other."""


@dataclass(frozen=True)
class Said:
    """What somebody says, and what answer they got: no error, or its code and what it says."""

    who: str
    text: str
    key: str
    later: timedelta = timedelta(0)
    error: str | None = None
    headline: str | None = None


class Rivals:
    """Two processes that wait for each other before each thing that is said."""

    def __init__(self, where: str) -> None:
        server = multiprocessing.get_context("forkserver")
        server.set_forkserver_preload([__name__])
        self._together = server.Barrier(2)
        self._ends: list[Connection] = []
        self._processes: list[BaseProcess] = []
        for _ in range(2):
            mine, theirs = server.Pipe()
            process = server.Process(
                target=_live, args=(where, theirs, self._together), daemon=True
            )
            process.start()
            theirs.close()
            self._ends.append(mine)
            self._processes.append(process)

    def at_once(self, one: Said, other: Said) -> tuple[Said, Said]:
        """Both say it at the same instant, each in their own process."""
        for end, said in zip(self._ends, (one, other), strict=True):
            end.send(said)
        answers = [self._answer(end) for end in self._ends]
        return answers[0], answers[1]

    def stop(self) -> None:
        """End both."""
        for process in self._processes:
            process.kill()
            process.join()

    def _answer(self, end: Connection) -> Said:
        assert end.poll(_PATIENCE), "a process does not answer"
        answer: Said = end.recv()
        return answer


def _live(where: str, parent: Connection, together: Barrier) -> None:
    asyncio.run(_answer_all(where, parent, together))


async def _answer_all(where: str, parent: Connection, together: Barrier) -> None:
    organisation = whole()
    with closing(opened(where)) as store:
        while True:
            said: Said = parent.recv()
            clock = FixedClock()
            clock.move(said.later)
            core = core_of(organisation, store, clock)
            together.wait(_PATIENCE)
            answer = await core.answer(request(said))
            assert answer is not None
            code, headline = error(answer.card), answer.card.headline
            parent.send(Said(said.who, said.text, said.key, said.later, code, headline))


def request(said: Said) -> Request:
    """Said in the channel."""
    return Request(
        text=said.text,
        actor=Actor("playground", "local", said.who),
        place=Place("playground", "iot-hub"),
        event_key=said.key,
        heard_by=Audience.PLACE,
    )
