"""A proposal that nobody answers in time comes to nothing, and is in nobody's way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.decisions.house import history, house, number_of
from tests.decisions.test_agreeing import PROPOSE, approver
from tests.door import error
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from tests.door import Door


async def test_a_proposal_that_nobody_answers_lapses_by_itself(ask: Door) -> None:
    """After five working days, to the instant; its proposer and the channel hear of it."""
    number = await number_of(ask, PROPOSE, as_="alice")
    town = house(ask)
    await town.later(timedelta(days=7) - timedelta(milliseconds=1))
    assert (await ask(f"owner proposal {number}")).card.data["state"] == "proposed"
    said = await town.later(timedelta(milliseconds=1))
    lapsed = [each for each in said if each.key.startswith(f"right {number} lapsed")]
    assert sorted(each.to for each in lapsed) == ["@alice", "@bob", "@pat", "iot-hub"]
    assert "nobody answered in time" in lapsed[0].card.headline
    (_, step) = await history(ask.store, f"right {number}")
    assert (step.what, step.person, step.event_key) == ("lapsed", None, None)


async def test_to_the_instant_it_can_be_accepted_and_not_after(ask: Door) -> None:
    in_time = timedelta(days=7) - timedelta(milliseconds=1)
    for after, code in ((in_time, None), (timedelta(days=7), "conflict")):
        ask.clock.move(NOON - ask.clock.now())
        number = await number_of(ask, PROPOSE, as_="alice")
        ask.clock.move(after)
        assert error((await ask(f"owner accept {number}", as_="bob")).card) == code


async def test_what_lapsed_is_in_no_other_s_way_even_before_anybody_noticed(ask: Door) -> None:
    first = await number_of(ask, PROPOSE, as_="alice")
    ask.clock.move(timedelta(days=7))
    assert (await ask("owner freeze")).card.data["proposal"] is None
    second = await number_of(ask, PROPOSE.replace("carol", "ivan"), as_="mona")
    assert (await ask(f"owner proposal {first}")).card.data["state"] == "lapsed"
    assert (await history(ask.store, f"right {first}"))[-1].person is None
    await ask(f"owner accept {second}", as_="bob")
    assert await approver(ask) == "ivan"


async def test_what_would_be_over_by_the_time_it_is_accepted_is_not(ask: Door) -> None:
    today = PROPOSE.replace("reason=", "until=2026-11-24 reason=")
    number = await number_of(ask, today, as_="alice")
    ask.clock.move(timedelta(days=2))
    assert error((await ask(f"owner accept {number}", as_="bob")).card) == "conflict"
    assert await approver(ask) == "bob"
