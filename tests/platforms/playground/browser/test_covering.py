"""The main journey of on call, in the demo as a newcomer opens it: ask, cover, accept, see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from adapters.by_name import schemas
from bot.config import load
from bot.moments import moment_text
from tests.door import APP_YAML

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.platforms.playground.browser.conftest import Open

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def say(page: Page, text: str) -> None:
    await page.locator("#words").fill(text)
    await page.locator("#words").press("Enter")


async def test_a_newcomer_asks_plans_arranges_a_cover_and_sees_it_everywhere(
    visit_demo: Open,
) -> None:
    organisation = load(APP_YAML, schemas=schemas()).organisation
    keys = {person.name: key for key, person in organisation.people.items()}
    async with visit_demo("alice") as alice, visit_demo("bob") as bob:
        await say(alice, "/sre oncall iot-hub")
        await expect(alice.locator(".card h3").last).to_contain_text("is on call for SRE")
        holder = await alice.locator(".card tbody tr").first.locator("td").nth(1).inner_text()
        await say(alice, "/sre oncall at next monday 11am")
        await expect(alice.locator(".card h3").last).to_contain_text("iot-hub, Mon")
        await say(alice, "/sre oncall schedule")
        await expect(alice.locator(".card svg:visible")).to_have_count(1)

        sre = organisation.teams["sre"].members
        erin = next(key for key in sre if key not in {keys[holder], "alice"})
        name = organisation.people[erin].name
        until = moment_text(datetime.now(UTC).replace(microsecond=0) + timedelta(hours=2))
        await say(alice, f"/sre cover @{keys[holder]} by @{erin} until {until}")
        await expect(alice.locator(".card h3").last).to_contain_text(f"I asked {name} to cover")

        async with visit_demo(erin) as page:
            await page.get_by_role("button", name="Rapport", exact=False).first.click()
            await expect(page.locator(".card h3")).to_contain_text("asks you to cover")
            await page.get_by_role("button", name="Accept", exact=True).click()
            await expect(page.locator(".card h3")).to_have_text(
                f"{name} covers for {holder} on IoT Hub SRE"
            )

        accepted = bob.locator(".card h3", has_text=f"{name} covers for {holder}")
        await expect(accepted).to_be_visible()
        await say(bob, "/sre oncall iot-hub")
        await expect(bob.locator(".card h3").last).to_contain_text(f"{name} (covering) is on call")


async def test_the_clock_goes_to_the_next_handoff_and_it_is_posted(visit_demo: Open) -> None:
    async with visit_demo("alice") as page:
        await page.locator("#clock").click()
        await expect(page.locator("#clock-next")).to_contain_text("change of shift")
        await page.get_by_role("button", name="To the next event").click()
        await expect(page.locator("#clock-state")).to_contain_text("ahead of the real time")
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="+1 week").is_hidden()
        await page.locator("#clock").click()
        await page.get_by_role("button", name="+1 week").click()
        await page.keyboard.press("Escape")
        posts = page.locator(".card h3", has_text="hands over to")
        await expect(posts.first).to_be_visible()
