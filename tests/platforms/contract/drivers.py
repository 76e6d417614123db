"""Finds every platform's driver, and opens towns."""

from __future__ import annotations

import asyncio
import importlib
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.by_name import PLATFORMS
from bot.desk import AT_ONCE, SIGN_OF_LIFE
from bot.request import Place
from tests.platforms.contract.house import house
from tests.platforms.contract.words import told

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.command import Command
    from bot.ports.chat import Posted
    from bot.reply import Card
    from tests.platforms.contract.face import Face, Part, Seen, Town
    from tests.platforms.contract.house import House
    from tests.platforms.contract.words import Words

PATIENCE_SECONDS, LOOKS_AGAIN_SECONDS = 10, 0.005


class NoDriverError(Exception):
    """A platform has no driver; says what to write."""


@dataclass(frozen=True)
class Setting:
    """A town, and the house behind it."""

    platform: str
    face: Face
    town: Town
    house: House

    def told(self, card: Card) -> Words:
        """What is read of a card there."""
        return told(card, table=self.face.table)

    async def seen(self, person: str) -> tuple[Seen, ...]:
        """What somebody sees once everything has arrived."""
        await self.house.settled()
        return await self.town.sees(person)

    async def last(self, person: str) -> Seen:
        """The newest card that somebody sees once everything has arrived."""
        return (await self.seen(person))[-1]

    async def posts(self, card: Card) -> Posted:
        """Rapport posts it in the channel, asked by nobody."""
        assert self.house.chat is not None
        return await self.house.chat.post(
            card, to=Place(self.platform, self.face.channel), key=card.headline
        )

    async def until(self, person: str, when: Callable[[Seen], bool]) -> Seen:
        """The first card of which something is true, once somebody sees it."""

        async def look() -> Seen | None:
            return next(filter(when, await self.town.sees(person)), None)

        return await until(look)


async def until(look: Callable[[], Awaitable[Seen | None]]) -> Seen:
    """Look again and again until there is something to see; a platform does not say when."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if (found := await look()) is not None:
                return found
            await asyncio.sleep(LOOKS_AGAIN_SECONDS)


def driver(platform: str) -> Face:
    """A platform's driver.

    Raises:
        NoDriverError: There is none.
    """
    name = f"tests.platforms.{platform}.face"
    if not (Path(__file__).parents[1] / platform / "face.py").exists():
        raise NoDriverError(
            f"The platform “{platform}” is in adapters/by_name.py, and nothing drives it: write "
            f"tests/platforms/{platform}/face.py with FACE, a driver as "
            "tests/platforms/contract/face.py describes it."
        )
    face: Face = importlib.import_module(name).FACE
    return face


def platforms(*needed: Part) -> list[str]:
    """The platforms that have these parts; one without a driver is kept, and fails."""
    return [name for name in PLATFORMS if not _lacking(name).intersection(needed)]


def _lacking(name: str) -> frozenset[Part]:
    try:
        return driver(name).lacks
    except NoDriverError:
        return frozenset()


@asynccontextmanager
async def setting(
    platform: str,
    folder: Path,
    *,
    at_once: float = AT_ONCE,
    sign_of_life: float = SIGN_OF_LIFE,
    also: tuple[Command, ...] = (),
) -> AsyncIterator[Setting]:
    """A platform's town while the block runs, with some commands more."""
    face = driver(platform)
    async with (
        house(
            folder, platform, face, at_once=at_once, sign_of_life=sign_of_life, also=also
        ) as built,
        face.opened(built) as town,
    ):
        try:
            yield Setting(platform, face, town, built)
        finally:
            built.source.gate.set()
            await built.settled()
