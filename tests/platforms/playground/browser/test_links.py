"""A link opens its conversation with that message before one's eyes, marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.platforms.playground.caller import Caller

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.platforms.playground.browser.conftest import Open
    from tests.platforms.playground.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")

SAID = 40
"""Lines, which is more than fits on a screen."""


@pytest_asyncio.fixture(loop_scope="module")
async def bob(running: Town) -> AsyncIterator[Caller]:
    """Bob has said much in the channel."""
    async with aiohttp.ClientSession() as session:
        bob = Caller(session, running.url, "bob")
        for number in range(SAID):
            await bob.say(f"line {number}")
        yield bob


async def test_a_message_far_up_is_shown_and_marked(
    visit: Open, running: Town, bob: Caller
) -> None:
    far_up = (await bob.sees())[3]
    async with visit() as page:
        await page.goto(f"{running.url}?in=iot-hub&at={far_up['key']}")

        marked = page.locator("[aria-current=true].message")
        await expect(marked).to_have_count(1)
        await expect(marked).to_contain_text("line 3")
        await expect(marked).to_be_in_viewport()
        await bob.say("one more")
        await expect(page.locator("#talk")).to_contain_text("one more")
        await expect(marked).to_be_in_viewport()


async def test_a_reply_is_shown_in_its_thread(visit: Open, running: Town, bob: Caller) -> None:
    root = (await bob.sees())[3]
    for number in range(SAID):
        await bob.say(f"reply {number}", thread=root["key"])
    replies = [each for each in await bob.sees() if each["thread"] == root["key"]]
    async with visit() as page:
        await page.goto(f"{running.url}?in=iot-hub&thread={root['key']}&at={replies[2]['key']}")

        marked = page.locator("[aria-current=true].message")
        await expect(marked).to_have_count(1)
        await expect(page.locator("#thread-talk [aria-current=true]")).to_contain_text("reply 2")
        await expect(marked).to_be_in_viewport()


async def test_a_link_to_what_is_gone_opens_its_conversation(visit: Open, running: Town) -> None:
    async with visit() as page:
        await page.goto(f"{running.url}?in=general&at=m9999")

        await expect(page.locator("#where")).to_have_text("#general")
        await expect(page.locator("[aria-current=true].message")).to_have_count(0)
