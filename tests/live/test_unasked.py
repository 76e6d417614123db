"""What nobody asked for just now: posted, and brought up to date."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from adapters.by_name import open_platform, schemas
from adapters.clock import WallClock
from adapters.outside import Outside
from bot.config import load
from bot.errors import NotFound
from bot.reply import Card
from bot.request import Place
from storage.database import open_store
from tests.real.agents_playground import CHANNEL, PERSONAL
from tests.serving.process import rapport

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ports.chat import Chat
    from tests.real.agents_playground.town import Town

pytestmark = [pytest.mark.live, pytest.mark.asyncio(loop_scope="package")]

LEFT = "iot-hub: 33% of the error budget left, on watch"
IOT_HUB = Place("teams", CHANNEL)


async def posted(town: Town, to: str) -> str:
    ran = await rapport(town.config.parent, "post", "budget iot-hub", "--to", to)
    assert ran.status == 0, ran.err
    return ran.out


@asynccontextmanager
async def at_hand(town: Town) -> AsyncIterator[Chat]:
    """The chat of a second Rapport, beside the one that serves."""
    config = load(town.config, schemas=schemas())
    store = open_store(town.config.parent / "rapport.db")
    try:
        outside = Outside(store=store, clock=WallClock(), environ={})
        async with open_platform("teams", config.platforms["teams"], outside) as teams:
            yield teams.chat
    finally:
        store.close()


async def test_an_answer_is_posted_where_its_service_has_its_home(town: Town) -> None:
    await town.chat.installs(CHANNEL)
    told = await posted(town, "iot-hub")

    post = await town.chat.hears(LEFT, CHANNEL)
    assert post.conversation == f"{CHANNEL};messageid={post.id}"
    assert LEFT in told


async def test_an_answer_is_posted_to_somebody_who_has_met_it(town: Town) -> None:
    await town.chat.says("help")
    await town.chat.hears("What you can ask me", PERSONAL)
    await posted(town, "@alice")

    await town.chat.hears(LEFT, PERSONAL)


async def test_a_post_is_brought_up_to_date_and_followed_in_its_thread(town: Town) -> None:
    thread = await town.chat.says("help", CHANNEL)
    await town.chat.sees(thread)
    async with at_hand(town) as chat:
        post = await chat.post(Card("Two hours to go"), to=IOT_HUB, key="news")
        before = (await town.chat.hears("Two hours", CHANNEL)).id
        await chat.update(post, Card("One hour to go"))
        after = await town.chat.hears("One hour", CHANNEL)
        await chat.post(Card("Then the budget is spent"), to=post.place, key="news")
        reply = await town.chat.hears("Then the budget", CHANNEL)

    assert (after.id, after.edits) == (before, 1)
    assert reply.conversation == f"{CHANNEL};messageid={before}"


async def test_a_thread_that_is_gone_is_told_and_its_channel_is_not_forgotten(town: Town) -> None:
    thread = await town.chat.says("help", CHANNEL)
    await town.chat.sees(thread)
    async with at_hand(town) as chat:
        with pytest.raises(NotFound):
            await chat.post(Card("Anybody?"), to=replace(IOT_HUB, thread="1"), key="news")
        await chat.post(Card("Everybody!"), to=IOT_HUB, key="news")

    await town.chat.hears("Everybody!", CHANNEL)
