"""Everybody can use it: names, contrast, focus, small screens, calm motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import pytest
from playwright.async_api import expect

from tests.platforms.playground.browser.conftest import DESKTOP, PHONE
from tests.platforms.playground.browser.looking import (
    nameless_controls,
    pale_texts,
    sideways,
    tab_stops,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Page, ViewportSize

    from tests.platforms.playground.browser.conftest import Open

pytestmark = pytest.mark.asyncio(loop_scope="module")

Theme: TypeAlias = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
NOT_BLANK = 10_000
"""Bytes; an empty page is far smaller."""


async def answered(page: Page) -> None:
    await page.keyboard.press("Enter")
    await expect(page.locator(".card")).to_have_count(1)


async def with_thread(page: Page) -> None:
    await page.locator("#words").fill("@sre budget iot-hub")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="1 reply").click()
    await expect(page.locator("#thread .card")).to_have_count(1)


async def with_completion(page: Page) -> None:
    await page.locator("#words").fill("/sre ")
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("option")).to_have_count(5)


async def with_form(page: Page) -> None:
    await page.locator("#words").fill("/sre form decide")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()


async def with_jump_list(page: Page) -> None:
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("dialog")).to_be_visible()


async def with_clock(page: Page) -> None:
    await page.locator("#clock").click()
    await expect(page.locator("#clock-menu")).to_be_visible()


async def with_timeline(page: Page) -> None:
    await page.locator("#words").fill("/sre rota")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("img", name="iot-hub: who is on call").last).to_be_visible()


async def with_problem(page: Page) -> None:
    await page.locator("#words").fill("/remind me")
    await page.keyboard.press("Enter")
    await expect(page.locator(".problem")).to_be_visible()


SCENES = (
    answered,
    with_thread,
    with_completion,
    with_form,
    with_jump_list,
    with_clock,
    with_timeline,
    with_problem,
)


async def settled(page: Page) -> None:
    await page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_every_scene_can_be_read_named_and_fits(
    visit: Open, tmp_path: Path, size: ViewportSize, theme: Theme
) -> None:
    async with visit(viewport=size, color_scheme=theme, reduced_motion="reduce") as page:
        await page.locator("#words").focus()
        for scene in SCENES:
            await scene(page)
            await settled(page)
            picture = await page.screenshot(path=tmp_path / f"{scene.__name__}.png")
            assert len(picture) > NOT_BLANK, scene
            assert await nameless_controls(page) == [], scene
            assert await pale_texts(page) == [], scene
            assert await sideways(page) <= 0, scene
            await page.keyboard.press("Escape")


async def test_these_checks_notice_what_they_look_for(visit: Open) -> None:
    async with visit() as page:
        await page.evaluate(
            """() => {
              const pale = document.createElement("p");
              pale.textContent = "hardly there";
              pale.style.color = "#bbb";
              const wide = document.createElement("div");
              wide.style.cssText = "width: 3000px; height: 1px";
              const mute = document.createElement("button");
              document.body.style.overflow = "visible";
              document.getElementById("main").append(pale, mute);
              document.body.append(wide);
              const bare = document.createElement("button");
              bare.textContent = "no ring";
              bare.style.outline = "none";
              document.querySelector(".brand").append(bare);
            }"""
        )
        assert [text.split(" (")[0] for text in await pale_texts(page)] == ["hardly there"]
        assert await nameless_controls(page) == ["button"]
        assert await sideways(page) > 0
        assert ("no ring", False) in await tab_stops(page, most=6)


async def test_tab_reaches_every_part_in_order_and_always_shows_where_it_is(visit: Open) -> None:
    async with visit() as page:
        await answered(page)
        stops = await tab_stops(page, most=40)

    names = [name for name, _ in stops]
    parts = ("Skip to the message box", "jump", "me", "clock", "theme", "help", "Why?", "words")
    positions = [names.index(part) for part in parts]
    assert positions == sorted(positions)
    assert [name for name, shown in stops if not shown] == []


async def test_a_phone_has_the_list_in_a_drawer_and_the_thread_on_its_own(visit: Open) -> None:
    async with visit(viewport=PHONE, has_touch=True, is_mobile=True) as page:
        await page.get_by_role("button", name="Conversations").click()
        await page.get_by_role("button", name="Rapport").click()
        await expect(page.locator("#where")).to_have_text("Rapport")
        await expect(page.locator("#side")).not_to_be_in_viewport()
        await page.locator("#words").fill("budget iot-hub")
        await page.get_by_role("button", name="Send").click()
        await expect(page.locator(".card .chart .small svg")).to_be_visible()
        await expect(page.locator(".card .chart .small .title")).to_be_visible()
        assert "…" not in await page.locator(".card .chart .small").inner_text()
        await page.get_by_role("button", name="Reply to Alice").click()
        box = await page.get_by_role("complementary", name="Thread").bounding_box()
        assert box is not None
        assert (box["x"], box["width"]) == (0, PHONE["width"])
        assert await sideways(page) <= 0


async def test_who_asked_for_calm_sees_nothing_move(visit: Open) -> None:
    async with visit(reduced_motion="reduce") as page:
        await answered(page)
        name = "getComputedStyle(document.querySelector('.fresh')).animationName"
        assert await page.evaluate(name) == "none"
