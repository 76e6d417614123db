"""What people do in the page, mostly with the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.platforms.playground.browser.conftest import Open
    from tests.platforms.playground.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")

BUDGET = "iot-hub: 10% of the error budget left, at risk"


async def type_and_send(page: Page, text: str) -> None:
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")


async def test_it_opens_with_a_question_typed_and_not_sent_and_enter_sends_it(visit: Open) -> None:
    async with visit() as page:
        await expect(page.locator("#where")).to_have_text("#iot-hub")
        await expect(page.locator("#words")).to_have_value("/sre budget iot-hub")
        await expect(page.locator("#words")).to_be_focused()
        await expect(page.locator(".message")).to_have_count(0)

        await page.keyboard.press("Enter")

        await expect(page.locator(".card h3")).to_have_text(BUDGET)
        await expect(page.locator(".privacy")).to_have_text("Only visible to you")
        await expect(page.locator(".badge")).to_have_text("At risk")
        await expect(page.locator(".chart svg:visible")).to_have_count(1)
        await expect(page.locator("#words")).to_have_value("")
        await expect(page.locator(".card h3")).to_be_in_viewport()


async def test_a_private_answer_is_shared_and_appears_on_the_others_page_at_once(
    visit: Open,
) -> None:
    async with visit("alice") as page, visit("bob") as other:
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Show in channel").press("Enter")

        await expect(other.locator(".card h3")).to_have_text(BUDGET)
        await expect(other.locator(".privacy")).to_have_count(0)
        await expect(other.locator("#announcer")).to_have_text(f"Rapport: {BUDGET}")


async def test_a_mention_opens_a_thread_and_escape_closes_it(visit: Open) -> None:
    async with visit() as page:
        await page.locator("#words").fill("")
        await type_and_send(page, "@sre budget iot-hub")
        await page.get_by_role("button", name="1 reply").press("Enter")

        thread = page.get_by_role("complementary", name="Thread")
        await expect(thread.locator(".card h3")).to_have_text(BUDGET)
        await expect(page.locator("#thread-words")).to_be_focused()
        await type_and_send(page, "thanks")
        await expect(thread.locator(".words").last).to_have_text("thanks")
        await page.keyboard.press("Escape")
        await expect(thread).to_be_hidden()
        await expect(page.locator("#words")).to_be_focused()
        await expect(page.get_by_role("button", name="2 replies")).to_be_visible()


async def test_completion_is_walked_with_arrows_taken_with_tab_and_closed_with_escape(
    visit: Open,
) -> None:
    async with visit() as page:
        box, options = page.locator("#words"), page.get_by_role("option")
        await box.fill("")
        await page.keyboard.type("/sre ")
        await expect(options).to_have_count(5)
        await page.keyboard.press("ArrowUp")
        await expect(options.last).to_have_attribute("aria-selected", "true")
        await page.keyboard.press("ArrowDown")
        await expect(options.first).to_have_attribute("aria-selected", "true")
        active = await options.first.get_attribute("id")
        await expect(box).to_have_attribute("aria-activedescendant", str(active))
        await page.keyboard.press("Enter")
        await expect(box).to_have_value("/sre budget ")
        await expect(options).to_have_count(2)
        await page.keyboard.press("Escape")
        await expect(options).to_have_count(0)
        await page.keyboard.type("te")
        await expect(options).to_have_count(1)
        await page.keyboard.press("Tab")
        await expect(box).to_have_value("/sre budget telemetry")


async def test_names_are_completed_after_an_at(visit: Open) -> None:
    async with visit() as page:
        await page.locator("#words").fill("")
        await page.keyboard.type("ask @bo")
        await expect(page.get_by_role("option")).to_have_count(1)
        await page.keyboard.press("Tab")
        await expect(page.locator("#words")).to_have_value("ask @bob ")


async def test_up_recalls_what_was_sent(visit: Open) -> None:
    async with visit() as page:
        box = page.locator("#words")
        await box.fill("one")
        await page.keyboard.press("Enter")
        await type_and_send(page, "two")
        await expect(box).to_have_value("")
        for key, text in (
            ("Up", "two"),
            ("Up", "one"),
            ("Up", "one"),
            ("Down", "two"),
            ("Down", ""),
        ):
            await page.keyboard.press(f"Arrow{key}")
            await expect(box).to_have_value(text)


async def test_the_jump_list_goes_to_conversations_and_into_other_peoples_shoes(
    visit: Open,
) -> None:
    async with visit() as page:
        await page.keyboard.press("Control+k")
        await type_and_send(page, "gen")
        await expect(page.locator("#where")).to_have_text("#general")
        await expect(page.locator("#words")).to_be_focused()
        await type_and_send(page, "hello from alice")

        await page.keyboard.press("Control+k")
        await type_and_send(page, "act as bob")
        await expect(page.locator("#me")).to_contain_text("Bob")
        await expect(page.locator(".words")).to_have_text("hello from alice")
        await page.go_back()
        await expect(page.locator("#where")).to_have_text("#iot-hub")


async def test_what_was_missed_is_counted_until_it_is_read(visit: Open) -> None:
    async with visit("alice") as page, visit("bob") as other:
        await page.keyboard.press("Alt+ArrowDown")
        await expect(page.locator("#where")).to_have_text("#general")
        await type_and_send(page, "anybody here?")

        row = other.locator(".room", has_text="general")
        await expect(row).to_have_text("#general1 unread")
        await row.click()
        await expect(other.locator(".words")).to_have_text("anybody here?")
        await expect(row).to_have_text("#general")


async def test_a_form_is_filled_in_a_dialog(visit: Open) -> None:
    async with visit() as page:
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Fill in").press("Enter")
        dialog = page.get_by_role("dialog", name="Decide")
        await expect(dialog.get_by_label("Service")).to_be_focused()
        await expect(dialog.get_by_label("Service")).to_have_value("iot-hub")
        await dialog.get_by_label("Service").select_option("telemetry")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(dialog).to_have_count(0)
        await expect(page.locator(".card h3").last).to_have_text("Recorded for Telemetry.")


async def test_a_slow_answer_is_announced_and_replaced(visit: Open, running: Town) -> None:
    async with visit() as page:
        await page.locator("#words").fill("/sre slow")
        await page.keyboard.press("Enter")
        await expect(page.locator(".card h3")).to_contain_text("the answer follows")
        running.slow.go.set()
        await expect(page.locator(".card h3")).to_have_text("Here it is after all")


async def test_what_was_refused_stays_in_the_box(visit: Open) -> None:
    async with visit() as page:
        await page.locator("#words").fill("/remind me")
        await page.keyboard.press("Enter")
        await expect(page.locator(".problem")).to_contain_text("There is no /remind here.")
        await expect(page.locator("#words")).to_have_value("/remind me")


async def test_the_clock_moves_and_a_reset_forgets(visit: Open) -> None:
    async with visit() as page:
        await page.keyboard.press("Enter")
        await expect(page.locator(".card")).to_have_count(1)
        await page.locator("#clock").press("Enter")
        await expect(page.get_by_role("button", name="+1 hour")).to_be_focused()
        await page.get_by_role("button", name="+1 week").press("Enter")
        await expect(page.locator("#clock")).to_contain_text("Mon 9 Mar, 10:00")
        await expect(page.locator("#clock-state")).to_contain_text("7 days ahead")
        await page.get_by_role("button", name="Reset the playground").press("Enter")
        await page.get_by_role("button", name="Reset", exact=True).press("Enter")
        await expect(page.locator(".card")).to_have_count(0)
        await expect(page.locator("#clock")).to_contain_text("Mon 2 Mar, 10:00")
        await expect(page.locator("#words")).to_have_value("/sre budget iot-hub")


async def test_markup_in_a_message_stays_text(visit: Open) -> None:
    hostile = "<img src=x onerror=\"document.title='gone'\"> <b>bold</b> &amp;"
    async with visit() as page:
        await page.locator("#words").fill(hostile)
        await page.keyboard.press("Enter")
        await expect(page.locator(".words")).to_have_text(hostile)
        await expect(page.locator(".words *")).to_have_count(0)


async def test_the_theme_follows_the_system_until_one_chooses(visit: Open) -> None:
    async with visit(color_scheme="dark") as page:
        root = page.locator("html")
        await expect(root).to_have_attribute("data-theme", "dark")
        await page.get_by_role("button", name="Light theme").press("Enter")
        await expect(root).to_have_attribute("data-theme", "light")
        await page.reload()
        await expect(root).to_have_attribute("data-theme", "light")
