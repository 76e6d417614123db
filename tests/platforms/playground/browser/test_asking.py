"""A card that asks is replaced where it stands: on every page, and under whoever's focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.platforms.playground.browser.conftest import Open
    from tests.platforms.playground.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")

ASKED, BUDGET = "Which one?", "iot-hub: 10% of the error budget left, at risk"
FOCUSED = "document.activeElement.closest('.message')?.dataset.key ?? ''"
"""In which message the focus is."""


async def ask(page: Page, text: str) -> None:
    await page.locator("#words").fill(text)
    await page.locator("#words").press("Enter")
    await expect(page.locator("#talk .card h3")).to_have_text(ASKED)


def button(page: Page, label: str) -> Locator:
    return page.locator("#talk").get_by_role("button", name=label, exact=True)


async def test_the_answer_takes_the_cards_place_and_the_focus_and_is_announced(
    visit: Open,
) -> None:
    async with visit() as page:
        await ask(page, "/sre question")
        key = await page.locator(".message").get_attribute("data-key")
        await button(page, "Budget iot-hub").press("Enter")

        await expect(page.locator(".card h3")).to_have_text(BUDGET)
        await expect(page.locator(".asked")).to_contain_text("/sre budget iot-hub")
        await expect(page.locator("#announcer")).to_have_text(f"Rapport: {BUDGET}")
        await expect(page.locator("article")).to_be_focused()
        assert await page.evaluate(FOCUSED) == key
        await expect(page.locator(".card h3")).to_be_in_viewport()
        await page.keyboard.press("Tab")
        assert await page.evaluate(FOCUSED) == key


async def test_another_page_sees_it_at_once_and_keeps_its_focus_there(visit: Open) -> None:
    async with visit("alice") as page, visit("bob") as other:
        await ask(page, "/sre share question")
        await expect(other.locator(".card h3")).to_have_text(ASKED)
        await button(other, "Help").focus()
        await button(page, "Budget iot-hub").press("Enter")

        await expect(other.locator(".card h3")).to_have_text(BUDGET)
        await expect(other.locator(".asked")).to_contain_text("Alice asked")
        await expect(other.locator("#announcer")).to_have_text(f"Rapport: {BUDGET}")
        await expect(other.locator("article")).to_be_focused()
        await expect(page.get_by_role("complementary", name="Thread")).to_be_hidden()


async def test_what_is_for_the_presser_alone_opens_the_thread_in_which_it_stands(
    visit: Open,
) -> None:
    async with visit() as page:
        await ask(page, "/sre share question")
        await button(page, "Help").press("Enter")

        thread = page.get_by_role("complementary", name="Thread")
        await expect(thread.locator(".card h3").last).to_have_text("What I can answer")
        await expect(page.locator("#talk .card h3")).to_have_text(ASKED)


async def test_a_control_that_is_still_there_keeps_the_focus(visit: Open, running: Town) -> None:
    async with visit("alice") as page, visit("bob") as other:
        await ask(page, "/sre share question")
        await button(page, "Question").focus()
        await button(other, "Question").press("Enter")

        await expect(page.locator(".asked")).to_contain_text("Bob asked")
        await expect(button(page, "Question")).to_be_focused()

        await button(page, "Slow").press("Enter")
        await expect(page.locator(".card h3")).to_contain_text("the answer follows")
        await expect(page.locator("article")).to_be_focused()
        running.slow.go.set()
        await expect(page.locator(".card h3")).to_have_text("Here it is after all")
        await expect(page.locator("article")).to_be_focused()


async def test_a_button_that_was_pressed_twice_in_haste_is_pressed_once(visit: Open) -> None:
    async with visit() as page:
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url))
        await ask(page, "/sre question")
        await button(page, "Share clock").evaluate("each => { each.click(); each.click(); }")
        await expect(page.locator(".card h3")).to_contain_text("It is")

    assert [url.endswith("/api/press") for url in sent].count(True) == 1
