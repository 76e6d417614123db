"""What was said can be opened by its address, and what one alone sees has none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from adapters.playground.chat import PlaygroundChat
from adapters.playground.rooms import conversations
from adapters.playground.world import World
from bot.reply import Card
from bot.request import Place
from tests.platforms.playground.town import START, StillClock, organisation

if TYPE_CHECKING:
    from bot.ports.chat import Posted

NEWS = Card("News.")


async def posted(place: Place, *, address: str = "http://127.0.0.1:8080") -> Posted:
    world = World(conversations(organisation()))
    world.address = address
    return await PlaygroundChat(world, StillClock(START)).post(NEWS, to=place, key="news")


async def test_what_is_posted_has_an_address_on_the_page() -> None:
    found = await posted(Place("playground", "iot-hub"))
    assert found.link == f"http://127.0.0.1:8080/?in=iot-hub&at={found.message}"


async def test_an_address_in_a_thread_names_the_thread() -> None:
    found = await posted(Place("playground", "iot-hub", "m1"))
    assert found.link == f"http://127.0.0.1:8080/?in=iot-hub&thread=m1&at={found.message}"


async def test_ones_own_conversation_is_named_so_that_the_page_reads_it() -> None:
    found = await posted(Place("playground", "alice+rapport", direct=True))
    assert found.link is not None
    assert parse_qs(urlsplit(found.link).query)["in"] == ["alice+rapport"]
