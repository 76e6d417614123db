"""Answers that take longer than a platform waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.playground.caller import headlines
from tests.platforms.playground.line import next_event, page
from tests.platforms.playground.town import town

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.platforms.playground.caller import Caller
    from tests.platforms.playground.town import Town

FOLLOWS = "One moment: the source is slow, the answer follows here."


@pytest.fixture
async def place() -> AsyncIterator[Town]:
    async with town(at_once=0.01, sign_of_life=0.02) as hasty:
        yield hasty


async def test_a_late_answer_takes_the_place_of_its_announcement(
    alice: Caller, place: Town
) -> None:
    async with page(alice) as socket:
        await next_event(socket)
        await alice.say("/sre slow")
        announced = (await next_event(socket))["message"]
        place.slow.go.set()
        answered = (await next_event(socket))["message"]

    assert headlines([announced, answered]) == [FOLLOWS, "Here it is after all"]
    assert announced["key"] == answered["key"]
    assert headlines(await alice.sees()) == ["Here it is after all"]


async def test_a_late_answer_that_is_for_everybody_leaves_no_private_trace(
    alice: Caller, bob: Caller, place: Town
) -> None:
    async with page(alice) as socket:
        await next_event(socket)
        await alice.say("/sre share slow")
        announced = (await next_event(socket))["message"]
        assert (announced["private"], await bob.sees()) == (True, [])
        place.slow.go.set()
        kinds = [(await next_event(socket))["kind"] for _ in range(2)]

    assert kinds == ["gone", "message"]
    assert headlines(await bob.sees()) == ["Here it is after all"]


async def test_an_answer_that_comes_after_a_reset_is_dropped(alice: Caller, place: Town) -> None:
    async with page(alice) as socket:
        await next_event(socket)
        await alice.say("/sre slow")
        await next_event(socket)
        await alice.post("reset", {})
        assert (await next_event(socket))["messages"] == []
        place.slow.go.set()
        await alice.say("after")
        assert (await next_event(socket))["message"]["text"] == "after"

    assert headlines(await alice.sees()) == ["after"]


async def test_a_form_that_comes_after_its_announcement_is_said_in_words(
    alice: Caller, place: Town
) -> None:
    async with page(alice) as socket:
        await next_event(socket)
        assert (await alice.say("/sre slow form"))["form"] is None
        await next_event(socket)
        place.slow.go.set()
        said = (await next_event(socket))["message"]

    assert headlines([said]) == ["Say it in one line: decide SERVICE"]
