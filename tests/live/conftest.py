"""A town in the Agents Playground, served once for all tests; and a browser that looks at it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

import pytest_asyncio
from playwright.async_api import async_playwright, expect

from tests.platforms.playground.browser.conftest import ARGUMENTS, PATIENCE
from tests.real.agents_playground import town as towns
from tests.real.require import require_real

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager

    import pytest
    from playwright.async_api import Browser, Page

    from tests.real.agents_playground.town import Town
    from tests.real.prometheus.steady import Steady


class Open(Protocol):
    """Opens the program's page in a conversation, by the name that its list shows."""

    def __call__(self, conversation: str) -> AbstractAsyncContextManager[Page]: ...


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def town(steady: Steady, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """A served town, whose log tells of no trouble in the end."""
    async with towns.town(tmp_path_factory.mktemp("live"), steady.url) as served:
        yield served
        assert served.troubles == []


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def chromium() -> AsyncIterator[Browser]:
    path = require_real("chromium")
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="package")
async def visit(chromium: Browser, town: Town) -> Open:
    expect.set_options(timeout=PATIENCE)

    @asynccontextmanager
    async def opened(conversation: str) -> AsyncIterator[Page]:
        context = await chromium.new_context(viewport={"width": 1280, "height": 1400})
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        mishaps: list[str] = []
        page.on("pageerror", lambda error: mishaps.append(str(error)))
        await page.goto(town.url)
        await page.get_by_role("treeitem", name=conversation, exact=True).click()
        yield page
        await context.close()
        assert mishaps == []

    return opened
