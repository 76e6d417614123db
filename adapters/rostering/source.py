"""A source of on-call at somebody else's: what is the same whoever it is."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from adapters.fetching.failure import Failure
from adapters.fetching.patience import Patience
from adapters.rostering.checking import AHEAD, found

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from bot.model.oncall import Roster
    from bot.model.rotation import Rotation
    from bot.ports.oncall import Found, OnCallSource


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a question.

    Attributes:
        roster: Who is on call.
        name: What was asked about, for people: “Schedule “Primary””.
        page: Its page there, if that was told.
    """

    roster: Roster
    name: str
    page: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """Who is on call by a rotation within [start, end), asked now, with this much patience."""

    rotation: Rotation
    start: datetime
    end: datetime
    now: datetime
    patience: Patience


class Account(Protocol):
    """Our account at a vendor."""

    @property
    def title(self) -> str:
        """The vendor's name."""
        ...

    async def answer(self, question: Question) -> Told:
        """Ask.

        Raises:
            Failure: There is no usable answer.
        """
        ...

    def page(self, rotation: Rotation) -> str | None:
        """The page of a rotation there, as far as app.yaml tells."""
        ...

    async def close(self) -> None:
        """Let go of the connections."""
        ...


class Source:
    """Asks an account, says what went wrong, and remembers where people are sent."""

    freshness = timedelta(minutes=1)

    def __init__(
        self,
        key: str,
        account: Account,
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._key = key
        self._account = account
        self._sleep = sleep
        self._pages: dict[str, str] = {}

    async def read(
        self, rotation: Rotation, *, start: datetime, end: datetime, now: datetime
    ) -> Roster:
        """Read who is on call within [start, end)."""
        return (await self._ask(rotation, start, end, now=now)).roster

    async def check(self, rotations: Sequence[Rotation], *, now: datetime) -> Sequence[Found]:
        """Say of each rotation who is on call, and name everybody who will be."""
        told = [(each, await self._ask(each, now, now + AHEAD, now=now)) for each in rotations]
        return [found(each.name, each.roster, zone=asked.zone, now=now) for asked, each in told]

    def link(self, rotation: Rotation) -> str | None:
        """The page on which people change who is on call."""
        return self._pages.get(rotation.key) or self._account.page(rotation)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._account.close()

    async def _ask(
        self, rotation: Rotation, start: datetime, end: datetime, *, now: datetime
    ) -> Told:
        question = Question(rotation, start, end, now, Patience(sleep=self._sleep))
        try:
            told = await self._account.answer(question)
        except Failure as failure:
            raise failure.of(f"{self._account.title} “{self._key}”") from None
        if told.page and told.page.startswith("https://"):
            self._pages[rotation.key] = told.page
        return told


if TYPE_CHECKING:
    _conforms: type[OnCallSource] = Source
