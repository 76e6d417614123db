"""The main journey of on call, in the demo as a newcomer opens it: ask, cover, accept, see."""

from __future__ import annotations

import asyncio
import signal
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from adapters.by_name import schemas
from bot.config import load
from bot.moments import moment_text
from tests.door import APP_YAML
from tests.platforms.playground.browser.conftest import DESKTOP, PATIENCE
from tests.terminal.running import PLAIN, RAPPORT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager
    from typing import Protocol

    from playwright.async_api import Browser, Page

    class Open(Protocol):
        """Opens the demo's page for a person."""

        def __call__(self, person: str) -> AbstractAsyncContextManager[Page]: ...


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def demo() -> AsyncIterator[str]:
    """The address of a demo that runs as a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *RAPPORT, "demo", "--port", "0", env=PLAIN, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    yield line.split()[-1]
    process.send_signal(signal.SIGINT)
    await process.wait()


@pytest_asyncio.fixture(loop_scope="module")
async def visit(chromium: Browser, demo: str) -> Open:
    expect.set_options(timeout=PATIENCE)

    @asynccontextmanager
    async def opened(person: str) -> AsyncIterator[Page]:
        context = await chromium.new_context(timezone_id="Europe/Berlin", viewport=DESKTOP)
        page = await context.new_page()
        await page.goto(f"{demo}?as={person}")
        await expect(page.locator("#where")).not_to_be_empty()
        yield page
        await context.close()

    return opened


async def say(page: Page, text: str) -> None:
    await page.locator("#words").fill(text)
    await page.locator("#words").press("Enter")


async def test_a_newcomer_asks_plans_arranges_a_cover_and_sees_it_everywhere(visit: Open) -> None:
    organisation = load(APP_YAML, schemas=schemas()).organisation
    keys = {person.name: key for key, person in organisation.people.items()}
    async with visit("alice") as alice, visit("bob") as bob:
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

        async with visit(erin) as page:
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


async def test_the_clock_goes_to_the_next_handoff_and_it_is_posted(visit: Open) -> None:
    async with visit("alice") as page:
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
