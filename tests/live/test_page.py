"""What people see and do in the program's page, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.real.agents_playground import CHANNEL
from tests.serving.process import rapport

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.live.conftest import Open
    from tests.real.agents_playground.town import Town

pytestmark = [
    pytest.mark.live,
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="package"),
]

LEFT = "iot-hub: 33% of the error budget left, on watch"
WHY = "Arithmetic"


async def say(page: Page, text: str) -> None:
    await page.get_by_role("textbox").first.click()
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")


def heading(page: Page, text: str) -> Locator:
    return page.get_by_role("heading", name=re.compile(re.escape(text))).last


async def test_a_question_is_answered_with_a_card_and_its_drawings(visit: Open) -> None:
    async with visit("Personal Chat") as page:
        await say(page, "budget iot-hub")

        await expect(heading(page, LEFT)).to_be_visible()
        await expect(page.get_by_label("Line chart").last).to_be_visible()
        await expect(page.get_by_label("Gauge chart").last).to_be_visible()


async def test_a_button_replaces_the_card_and_another_brings_it_back(visit: Open) -> None:
    async with visit("Personal Chat") as page:
        await say(page, "budget iot-hub")
        await expect(heading(page, LEFT)).to_be_visible()

        await page.get_by_role("button", name="Why?").last.click()
        await expect(page.get_by_text(WHY).last).to_be_visible()
        await page.get_by_role("button", name="Back").last.click()
        await expect(page.get_by_text(WHY)).to_have_count(0)
        await expect(heading(page, LEFT)).to_be_visible()


async def test_what_was_meant_is_pressed_after_a_typo(visit: Open) -> None:
    async with visit("Personal Chat") as page:
        await say(page, "budgte iot-hbu")
        await page.get_by_role("button", name="budget iot-hub").last.click()

        await expect(heading(page, LEFT)).to_be_visible()
        await expect(page.get_by_role("button", name="budget iot-hub")).to_have_count(0)


async def test_a_form_is_filled_in_on_its_card(visit: Open) -> None:
    async with visit("Personal Chat") as page:
        await say(page, "form why")
        await page.get_by_role("combobox", name="Answer").last.click()
        await page.get_by_role("option", name="budget", exact=True).click()
        await page.get_by_label("About").last.click()
        await page.keyboard.type("iot-hub")
        await page.get_by_role("button", name="Ask").last.click()

        await expect(page.get_by_text(WHY).last).to_be_visible()


async def test_a_mention_in_a_group_is_answered_there(visit: Open) -> None:
    async with visit("IoT") as page:
        await page.get_by_role("textbox").first.click()
        await page.keyboard.type("@sr", delay=30)
        await page.get_by_role("menuitem", name="sre").click()
        await page.keyboard.type("budget iot-hub")
        await page.keyboard.press("Enter")

        await expect(heading(page, LEFT)).to_be_visible()


async def test_what_nobody_asked_for_is_posted_where_the_service_has_its_home(
    visit: Open, town: Town
) -> None:
    async with visit("IoT - iot-hub") as page:
        ran = await rapport(town.config.parent, "post", "budget iot-hub", "--to", "iot-hub")

        assert ran.status == 0, ran.err
        await expect(heading(page, LEFT)).to_be_visible()
        posted = next(reversed(town.chat.messages.values()))
        assert posted.conversation == f"{CHANNEL};messageid={posted.id}"
