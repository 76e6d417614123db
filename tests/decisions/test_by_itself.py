"""What is said by itself: rights that end, decisions that are looked at again or hold no more.

Each of it once, whatever happened to the processes meanwhile.
"""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.decisions.reading import Deciding
from storage.database import open_store
from tests.decisions.house import house, number_of, work_of
from tests.door import Door, buttons, facts
from tests.outbox import Unasked, unasked

if TYPE_CHECKING:
    from pathlib import Path

TAKE = "conclude D-1 yes because so it is best"
INSTANT = timedelta(milliseconds=1)


def at(month: int, day: int, hour: int, *, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def of(said: list[Unasked], what: str) -> list[str]:
    """To whom something was said."""
    return [each.to for each in said if each.key.startswith(f"{what} ")]


async def taken(ask: Door, kind: str, *, by: str) -> None:
    await ask(f'decide {kind} "Shall we?"', as_="erin")
    await ask(TAKE, as_=by)


@pytest.mark.parametrize(
    ("kind", "by", "review", "expires"),
    [
        ("launch-exhausted", "dana", at(11, 30, 12), at(12, 7, 12)),  # an exception: 14 days
        ("freeze", "bob", at(11, 30, 12), at(12, 7, 12)),
        ("repair-items", "bob", at(2, 7, 12, year=2027), at(2, 21, 12, year=2027)),  # 90 days
        ("sre-projects", "mona", at(2, 7, 12, year=2027), at(2, 21, 12, year=2027)),
        ("firmware", "alice", None, at(2, 21, 12, year=2027)),  # app.yaml's own: 90 days
        ("slo-change", "dana", None, at(11, 23, 12, year=2027)),  # a year
    ],
)
async def test_how_long_a_decision_holds_is_told_by_its_kind(
    kind: str, by: str, review: datetime | None, expires: datetime, ask: Door
) -> None:
    await taken(ask, kind, by=by)
    data = (await ask("decision D-1")).card.data
    assert data["expires"] == expires
    found = data["review"]
    assert isinstance(found, datetime)
    assert found == (review or found)
    assert ask.clock.now() < found <= expires


async def test_unless_somebody_says_until_when(ask: Door) -> None:
    """In the engagement's zone, though Bob lives in Los Angeles; and it is reviewed by then."""
    await ask('decide repair-items "Jitter first?"', as_="erin")
    await ask("conclude D-1 yes because of storms until=2026-12-01 09:00", as_="bob")
    data = (await ask("decision D-1")).card.data
    assert data["expires"] == data["review"] == at(12, 1, 8)


async def test_a_review_is_said_once_at_its_time(ask: Door) -> None:
    await taken(ask, "freeze", by="bob")
    town = house(ask)
    assert of(await town.at(at(11, 30, 12) - INSTANT), "decision 1 review") == []
    said = await town.at(at(11, 30, 12))
    assert of(said, "decision 1 review") == ["iot-hub"]
    assert said[-1].card.headline.startswith("D-1 is to be looked at again: Shall we?")
    again = await house(ask).later(timedelta(minutes=10))
    assert of(again, "decision 1 review") == ["iot-hub"]


async def test_an_expiry_is_said_once_at_its_time(ask: Door) -> None:
    await taken(ask, "freeze", by="bob")
    town = house(ask)
    await town.at(at(12, 7, 12) - INSTANT)
    assert (await ask("decision D-1")).card.data["state"] == "decided"
    said = await town.at(at(12, 7, 12))
    assert of(said, "decision 1 expires") == ["iot-hub"]
    assert (await ask("decision D-1")).card.data["state"] == "expired"
    assert of(await town.later(timedelta(days=3)), "decision 1 expires") == ["iot-hub"]


async def test_what_expired_has_even_before_anybody_noticed(ask: Door) -> None:
    await taken(ask, "freeze", by="bob")
    ask.clock.move(timedelta(days=14))
    card = (await ask("decision D-1")).card
    assert "Reverse" not in {each.label for each in buttons(card)}
    assert "expired" in repr(card) or "holds no more" in repr(card)


async def test_a_right_that_ends_is_announced_a_fortnight_before_and_when_it_ends(
    ask: Door,
) -> None:
    number = await number_of(
        ask, "owner propose freeze approver=@carol until=2027-01-31 reason=for now", as_="alice"
    )
    await ask(f"owner accept {number}", as_="bob")
    town = house(ask)
    soon = await town.at(at(1, 16, 23, year=2027))
    assert of(soon, f"right {number} ends-soon") == ["iot-hub", "@alice", "@bob", "@carol"]
    (first, *_) = [each for each in soon if each.key.startswith(f"right {number} ends-soon")]
    assert first.card.headline == (
        "Carol Mbeki decides freeze or reallocation for IoT Hub until Sun 31 Jan 00:00 CET, "
        "and nobody after that"
    )
    ended = await town.at(at(1, 30, 23, year=2027))
    assert of(ended, f"right {number} expires") == ["iot-hub", "@alice", "@bob", "@carol"]


async def test_a_right_that_another_took_the_place_of_ends_in_silence(ask: Door) -> None:
    first = await number_of(
        ask, "owner propose freeze approver=@carol until=2026-12-20 reason=for now", as_="alice"
    )
    await ask(f"owner accept {first}", as_="bob")
    second = await number_of(ask, "owner propose freeze approver=@pat reason=x", as_="alice")
    await ask(f"owner accept {second}", as_="bob")
    said = await house(ask).later(timedelta(days=40))
    assert of(said, f"right {first} ends-soon") == of(said, f"right {first} expires") == []


async def test_after_an_outage_of_days_all_is_done_in_order_and_once(ask: Door) -> None:
    await ask('decide boundary "Is it a feature?"', as_="erin")
    await ask('decide freeze "Shall we?"', as_="erin")
    await ask("conclude D-2 yes because so", as_="bob")
    number = await number_of(ask, "owner propose launch approver=@carol reason=x", as_="alice")
    said = await house(ask).later(timedelta(days=20))
    assert (await ask("decision D-1")).card.data["state"] == "escalated"
    assert (await ask("decision D-2")).card.data["state"] == "expired"
    assert (await ask(f"owner proposal {number}")).card.data["state"] == "lapsed"
    assert of(said, "decision 1 due") == ["iot-hub", "@bob", "@carol", "@pat"]
    # A review that was missed is moot once it holds no more, and only that is said.
    assert of(said, "decision 2 expires") == ["iot-hub"]
    assert of(said, "decision 2 review") == []
    assert await house(ask).later(timedelta(minutes=10)) == said


async def test_two_processes_say_it_once(ask: Door, tmp_path: Path) -> None:
    await ask('decide boundary "Is it a feature?"', as_="erin")
    await ask('decide freeze "Shall we?"', as_="erin")
    await ask("conclude D-2 yes because so", as_="bob")
    with closing(open_store(tmp_path / "rapport.db")) as other:
        pair = [
            work_of(ask, ask.store, ask.clock),
            work_of(ask, other, ask.clock, deciding=Deciding(ask.organisation, other)),
        ]
        for _ in range(15):
            ask.clock.move(timedelta(days=1))
            await asyncio.gather(*(each.tick(anew=True) for each in pair))
    said = await unasked(ask.store)
    assert len({each.key for each in said}) == len(said)
    for what in ("decision 2 review", "decision 2 expires"):
        assert of(said, what) == ["iot-hub"]
    assert of(said, "decision 1 delegate") == ["@carol"]
    assert of(said, "decision 1 due") == ["iot-hub", "@bob", "@carol", "@pat"]
    steps = await ask.store.transact(lambda tx: tx.history.of("decision 2"))
    assert [each.what for each in steps] == ["opened", "decided", "expired"]


async def test_where_no_platform_is_served_it_is_done_and_said_nowhere(ask: Door) -> None:
    await taken(ask, "freeze", by="bob")
    before = await unasked(ask.store)
    said = await house(ask, platforms=frozenset()).later(timedelta(days=15))
    assert said == before
    card = (await ask("decision D-1")).card
    assert card.data["state"] == "expired"
    assert facts(card)["Outcome"] == "yes"
