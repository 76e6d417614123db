"""What pages hear the moment that it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.playground.caller import headlines
from tests.platforms.playground.line import next_event, page

if TYPE_CHECKING:
    from tests.platforms.playground.caller import Caller
    from tests.platforms.playground.town import Town


async def test_a_page_gets_everything_first_and_then_each_change(
    alice: Caller, bob: Caller
) -> None:
    await alice.say("one")

    async with page(bob) as socket:
        assert headlines((await next_event(socket))["messages"]) == ["one"]
        await alice.say("two")
        event = await next_event(socket)

    assert (event["kind"], event["message"]["text"]) == ("message", "two")


async def test_a_page_never_gets_what_is_for_somebody_else(alice: Caller, bob: Caller) -> None:
    async with page(bob) as socket:
        await next_event(socket)
        await alice.say("/sre budget iot-hub")
        await alice.say("just us", conversation="alice+carol")
        await alice.say("hello everybody")
        event = await next_event(socket)

    assert event["message"]["text"] == "hello everybody"


async def test_the_clock_moves_for_every_page_and_for_the_answers(
    alice: Caller, bob: Caller
) -> None:
    async with page(bob) as socket:
        await next_event(socket)
        for move in ("hour", "day", "week"):
            await alice.post("clock", {"move": move})
        clocks = [(await next_event(socket))["clock"] for _ in range(3)]
    await alice.say("/sre clock")

    assert [clock["ahead"] for clock in clocks] == [3600, 90_000, 694_800]
    assert headlines(await alice.sees()) == ["It is 2026-03-10 10:00"]


async def test_a_reset_forgets_messages_and_the_store_and_tells_the_real_time(
    alice: Caller, place: Town
) -> None:
    await alice.say("/sre budget iot-hub")
    await alice.post("clock", {"move": "week"})

    await alice.post("reset", {})

    state = await alice.state()
    assert (state["messages"], state["clock"]["ahead"]) == ([], 0)
    assert place.store.audit.entries == {}
    assert len(place.resets) == 1


async def test_the_clock_refuses_a_move_that_it_does_not_know(alice: Caller) -> None:
    answered = await alice.post("clock", {"move": "year"})

    assert answered["status"] == 422


@pytest.mark.parametrize("body", ["not json", "[]", "{}", '{"move": "year"}', '{"move": ["day"]}'])
async def test_whatever_else_is_asked_of_the_clock_is_refused_kindly(
    alice: Caller, body: str
) -> None:
    headers = {"Content-Type": "application/json"}
    url = f"{alice.url}api/clock"
    async with alice.session.post(url, data=body, headers=headers) as response:
        assert response.status == 422
        assert set(await response.json()) == {"message", "next_step"}


async def test_a_reset_tells_every_page_to_begin_anew(alice: Caller, bob: Caller) -> None:
    async with page(bob) as socket:
        assert "anew" not in await next_event(socket)
        await alice.post("reset", {})
        assert (await next_event(socket))["anew"]
