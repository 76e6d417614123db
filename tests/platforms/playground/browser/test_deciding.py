"""The main journey of who decides, in the demo as a newcomer opens it.

Ask, propose, accept as somebody else, see the answer change; then ask for a decision and take it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.platforms.playground.browser.conftest import PHONE
from tests.platforms.playground.browser.looking import nameless_controls, pale_texts, sideways

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.platforms.playground.browser.conftest import Open

pytestmark = pytest.mark.asyncio(loop_scope="module")

PRIORITIZATION = "/sre owner iot-hub prioritization"
PROPOSED = "Alice Nakamura proposes that Pat Romero decides repair-item priority for IoT Hub"
AGREED = "Agreed: Pat Romero decides repair-item priority for IoT Hub"
FREEZE = "Do we freeze until the canary gate is in?"
TAKEN = f"D-1 decided: {FREEZE} yes"
WIDTHS = {
    "/sre owner iot-hub": "Who decides for IoT Hub: nobody owns capacity spend",
    PRIORITIZATION: "Prioritization for IoT Hub: Bob Castellano decides",
    "/sre owner freeze": "Bob Castellano decides freeze or reallocation",
    '/sre decide freeze "Do we?" options yes | no': "D-1: Do we? Bob Castellano decides",
    "/sre decisions": "1 decision is open",
    "/sre incident on SEV2 @erin": "Erin Gallagher is in charge of IoT Hub",
    "/sre owner ask freeze may the gate still go out?": "I asked Bob Castellano",
}


async def ask(page: Page, text: str, answer: str) -> Locator:
    """Say something, and find its answer: the newest card that begins so."""
    before = await card(page, answer).count()
    await page.locator("#words").fill(text)
    await page.locator("#words").press("Enter")
    await expect(card(page, answer)).not_to_have_count(before)
    return card(page, answer).last


def card(page: Page, headline: str) -> Locator:
    """The cards in the conversation whose headline says this."""
    return page.locator("#talk .card").filter(has=page.locator("h3", has_text=headline))


def said(found: Locator, label: str) -> Locator:
    """What stands beside a label."""
    return found.locator(".facts > div", has_text=label).locator("dd")


def button(found: Page | Locator, label: str) -> Locator:
    return found.get_by_role("button", name=label, exact=True)


async def test_a_newcomer_asks_proposes_accepts_and_the_answer_changes(visit_demo: Open) -> None:
    async with visit_demo("alice") as alice, visit_demo("bob") as bob, visit_demo("carol") as carol:
        answer = await ask(alice, PRIORITIZATION, "Prioritization for IoT Hub: Bob Castellano")
        await button(answer, "Propose another").click()
        form = alice.get_by_role("dialog", name="Owner propose")
        await form.get_by_label("Decision").select_option("Repair-item priority")
        await form.get_by_label("Approver").select_option("Pat Romero")
        await form.get_by_label("Basis").fill("charter v4 §2")
        await form.get_by_label("Reason").fill("Pat holds the budget,\nand the roadmap")
        await button(form, "Send").click()
        await expect(card(alice, "Proposed: Pat Romero decides")).to_be_visible()

        # Carol leads nothing, and Alice proposed it herself.
        for page in (carol, alice):
            await button(card(page, PROPOSED), "Accept").click()
            refusal = page.locator("#thread .card h3").last
            await expect(refusal).to_contain_text("Only a lead or manager of the other side")
        await expect(card(bob, PROPOSED)).to_be_visible()

        await button(card(bob, PROPOSED), "Decline").click()
        decline = bob.get_by_role("dialog", name="Owner decline")
        await expect(decline.get_by_label("Number")).not_to_have_value("")
        await button(decline, "Cancel").click()
        await expect(bob.locator("#thread")).to_be_hidden()
        await button(card(bob, PROPOSED), "Accept").click()
        for page in (bob, carol, alice):
            await expect(card(page, AGREED)).to_be_visible()
            await expect(card(page, PROPOSED)).to_have_count(0)

        await ask(carol, PRIORITIZATION, "Prioritization for IoT Hub: Pat Romero decides")
        changed = await ask(carol, "/sre owner repair items", "Pat Romero decides repair-item")
        await expect(said(changed, "Charter")).to_have_text("charter v4 §2")
        await expect(said(changed, "Named approver")).to_have_text(
            "Pat Romero, version 2 of this right"
        )
        why = await ask(carol, "/sre why owner repair items", "Why “Pat Romero decides")
        await expect(said(why, "Agreed")).to_contain_text("accepted by Bob Castellano")
        await said(why, "Accepted in").get_by_role("link").click()
        await expect(carol.locator("[aria-current=true].message h3")).to_have_text(AGREED)

        gone = await ask(
            carol, "/sre owner capacity", "Capacity spend for IoT Hub is unowned since"
        )
        await expect(gone).not_to_contain_text("Pat Romero")
        await expect(button(gone, "Open a decision")).to_be_visible()


async def test_a_decision_is_asked_taken_listed_and_looked_at_again(visit_demo: Open) -> None:
    async with visit_demo("erin") as erin, visit_demo("bob") as bob:
        await ask(erin, f'/sre decide freeze "{FREEZE}" options yes | no', f"D-1: {FREEZE}")
        open_one = card(bob, f"D-1: {FREEZE} Bob Castellano decides")
        await button(open_one, "yes").click()
        form = bob.get_by_role("dialog", name="Conclude")
        await expect(form.get_by_label("Outcome")).to_have_value("yes")
        await form.get_by_label("Because").fill("two bad releases went past it")
        await button(form, "Send").click()

        await expect(card(erin, TAKEN)).to_have_count(1)
        await expect(card(erin, f"D-1 is decided: {FREEZE}")).to_have_count(1)  # in its place
        await expect(open_one).to_have_count(0)
        listed = await ask(erin, "/sre decisions canary", "no decision about “canary” is open")
        await expect(listed.locator("td", has_text="D-1")).to_have_css("white-space", "nowrap")
        await button(listed, "D-1").click()
        await expect(card(erin, TAKEN)).to_have_count(2)

        await erin.locator("#clock").click()
        for posted in ("D-1 is to be looked at again", "D-1 holds no more"):
            await button(erin, "+1 week").click()
            await expect(card(erin, f"{posted}: {FREEZE} yes")).to_be_visible()
        await erin.keyboard.press("Escape")
        await ask(erin, "/sre decision D-1", f"D-1 is expired: {FREEZE} It was: yes")


async def test_a_form_that_has_to_be_mended_stays_open_with_all_that_was_filled_in(
    visit_demo: Open,
) -> None:
    async with visit_demo("erin", viewport=PHONE) as erin:
        await erin.locator("#words").fill("/sre form decide freeze")
        await erin.locator("#words").press("Enter")
        form = erin.get_by_role("dialog", name="Decide")
        await form.get_by_label("Question").fill(FREEZE)
        by = form.locator("[name=by]")
        await by.fill("yesterday")
        await button(form, "Send").click()

        await expect(form.get_by_role("alert")).to_have_text(
            "That limit is over already.\nSay one that is to come."
        )
        await expect(form.get_by_role("alert")).to_be_in_viewport()
        assert await pale_texts(erin) == []
        await expect(form.get_by_label("Question")).to_have_value(FREEZE)
        await expect(by).to_have_value("yesterday")
        await by.fill("3d")
        await button(form, "Send").click()
        await expect(form).to_have_count(0)
        await expect(card(erin, f"D-1: {FREEZE}").first).to_be_visible()


async def test_its_cards_can_be_read_on_a_phone_by_night(visit_demo: Open) -> None:
    async with visit_demo(
        "alice", viewport=PHONE, color_scheme="dark", reduced_motion="reduce"
    ) as page:
        for words, answer in WIDTHS.items():
            shown = await ask(page, words, answer)
            assert await shown.locator("td:empty").locator("visible=true").count() == 0
            assert await sideways(page) <= 0, words
            assert await pale_texts(page) == [], words
            assert await nameless_controls(page) == [], words
