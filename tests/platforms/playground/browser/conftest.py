"""Chromium, and pages of a running playground. One browser and one loop for a whole module."""

from __future__ import annotations

import asyncio
import signal
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Literal, Protocol, TypedDict, Unpack

import pytest_asyncio
from playwright.async_api import async_playwright, expect

from tests.platforms.playground.town import Town, town
from tests.real.require import require_real
from tests.terminal.running import PLAIN, RAPPORT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager

    from playwright.async_api import Browser, ConsoleMessage, Page, ViewportSize

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 10_000
"""Milliseconds that a slow machine gets for each step."""
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}


class Options(TypedDict, total=False):
    """How a page is looked at, in the browser's own words."""

    viewport: ViewportSize
    color_scheme: Literal["light", "dark"]
    reduced_motion: Literal["reduce"]
    has_touch: bool
    is_mobile: bool


class Open(Protocol):
    """Opens a page for a person; gives it once it knows where it is."""

    def __call__(
        self, person: str = "alice", **options: Unpack[Options]
    ) -> AbstractAsyncContextManager[Page]: ...


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Browser]:
    path = require_real("chromium")
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def running() -> AsyncIterator[Town]:
    async with town() as built:
        yield built


@pytest_asyncio.fixture(loop_scope="module")
async def visit(chromium: Browser, running: Town) -> Open:
    return opening(chromium, running.url)


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
async def visit_demo(chromium: Browser, demo: str) -> Open:
    return opening(chromium, demo)


def opening(chromium: Browser, url: str) -> Open:
    """Opens pages of the playground at an address, of which none may complain of anything."""
    expect.set_options(timeout=PATIENCE)

    @asynccontextmanager
    async def opened(person: str = "alice", **options: Unpack[Options]) -> AsyncIterator[Page]:
        options.setdefault("viewport", DESKTOP)
        context = await chromium.new_context(timezone_id="Europe/Berlin", **options)
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        mishaps: list[str] = []
        page.on("pageerror", lambda error: mishaps.append(str(error)))
        page.on("console", lambda line: mishaps.extend(_mishap(line)))
        await page.goto(f"{url}?as={person}")
        await expect(page.locator("#where")).not_to_be_empty()
        yield page
        await context.close()
        assert mishaps == []

    return opened


def _mishap(line: ConsoleMessage) -> tuple[str, ...]:
    """What the browser complains about, but for refusals that the page itself tells."""
    refused = "status of 4" in line.text
    return (line.text,) if line.type in {"error", "warning"} and not refused else ()
