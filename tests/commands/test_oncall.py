"""``oncall``: every role of both sides, now or at any instant, with gaps and covers said aloud."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.reply import Table, Tone
from bot.request import Actor, Audience
from tests.door import Build, Door, buttons, error, notes
from tests.fakes.clock import NOON, FixedClock

if TYPE_CHECKING:
    from bot.reply import Card

GUEST = Actor("slack", "T0OURS", "U0NOBODY")


def rows(card: Card) -> dict[str, tuple[str, ...]]:
    """The table by its first column."""
    (table,) = (block for block in card.blocks if isinstance(block, Table))
    return {first: tuple(others) for first, *others in table.rows}


def roles(card: Card) -> list[dict[str, Any]]:
    """What machines are told of each role."""
    found = card.data["roles"]
    assert isinstance(found, list)
    return found


async def test_both_sides_are_seen_in_one_look(ask: Door) -> None:
    card = (await ask("oncall iot-hub", as_="alice")).card
    assert card.headline == (
        "iot-hub: Olivia Duarte is on call for SRE, Bob Castellano for product"
    )
    assert rows(card) == {
        "SRE primary": ("Olivia Duarte", "Mon 30 Nov 10:00 CET", "Peggy Okonkwo"),
        "SRE secondary": ("Frank Adeyemi", "Mon 30 Nov 10:00 CET", "Grace Lindqvist"),
        "Product primary": ("Bob Castellano", "Wed 25 Nov 11:00 CET", "Carol Mbeki"),
    }
    assert "Europe/Berlin" in notes(card)


async def test_each_reads_times_where_they_live(ask: Door) -> None:
    card = (await ask("oncall iot-hub", as_="bob")).card
    assert rows(card)["SRE primary"][1] == "Mon 30 Nov 01:00 PST"
    assert "America/Los_Angeles" in notes(card)


@pytest.mark.parametrize(
    "typed",
    [
        "oncall",
        "on-call",
        "whoisoncall hub",
        "who's on call for iot-hub?",
        "Who is on call?",
        "who is currently on call for the hub",
        "oncall for iot-hub",
        "who has the pager for iot-hub",
        "who is on call next?",
    ],
)
async def test_it_is_asked_in_plain_words(typed: str, ask: Door) -> None:
    card = (await ask(typed, as_="alice")).card
    assert card.headline.startswith("iot-hub: Olivia Duarte is on call for SRE")


async def test_another_time_is_understood_and_says_how(ask: Door) -> None:
    card = (await ask("oncall iot-hub at next monday 11am", as_="alice")).card
    assert card.headline.startswith("iot-hub, Mon 30 Nov 11:00 CET: Peggy Okonkwo is on call")
    assert "“next monday 11am” was understood as Mon 30 Nov 11:00 CET." in notes(card)
    assert card.data["at"] == datetime(2026, 11, 30, 10, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["who's on call today", "oncall iot-hub today 12:00"])
async def test_today_is_today(typed: str, ask: Door, clock: FixedClock) -> None:
    clock.move(timedelta(minutes=30))
    card = (await ask(typed, as_="alice")).card
    assert card.headline.startswith("iot-hub, Mon 23 Nov 1")


@pytest.mark.parametrize(
    "typed",
    [
        "oncall iot-hub friday at 9",
        "who's on call on friday at 9am?",
        "who's on call for the hub on friday at 9am",
        "who is on call for iot-hub at friday 9am",
        "who will be on call friday at 9am",
    ],
)
async def test_the_hour_may_follow_the_day(typed: str, ask: Door) -> None:
    card = (await ask(typed, as_="alice")).card
    assert card.headline.startswith("iot-hub, Fri 27 Nov 09:00 CET")


async def test_far_away_and_long_ago_are_answered_as_well(ask: Door) -> None:
    later = (await ask("oncall iot-hub at 2028-07-01 12:00", as_="alice")).card
    before = (await ask("oncall iot-hub at 2026-03-02 12:00", as_="alice")).card
    assert "Sat 1 Jul 2028 12:00 CEST" in later.headline
    assert "Alice Nakamura is on call for SRE" in before.headline


async def test_the_handoff_itself_belongs_to_who_comes(ask: Door, clock: FixedClock) -> None:
    clock.move(datetime(2026, 11, 30, 8, 59, 59, tzinfo=UTC) - NOON)
    assert "Olivia Duarte is on call" in (await ask("oncall iot-hub")).card.headline
    clock.move(timedelta(seconds=1))
    assert "Peggy Okonkwo is on call" in (await ask("oncall iot-hub")).card.headline


async def test_a_gap_is_said_aloud_and_since_when(ask: Door, clock: FixedClock) -> None:
    clock.move(timedelta(hours=8))
    card = (await ask("oncall twins", as_="alice", in_="device-twins")).card
    assert card.headline.endswith("nobody for product since Mon 23 Nov 18:00 CET")
    assert rows(card)["Product primary"] == (
        "nobody since Mon 23 Nov 18:00 CET",
        "Tue 24 Nov 09:00 CET",
        "Mallory Chen",
    )
    assert card.tone is Tone.AT_RISK
    (vacant,) = (each for each in roles(card) if each["side"] == "product")
    assert vacant["person"] is None
    gaps = card.data["gaps"]
    assert isinstance(gaps, list)
    assert gaps[0] == {
        "side": "product",
        "role": "primary",
        "since": datetime(2026, 11, 23, 17, tzinfo=UTC),
        "until": datetime(2026, 11, 24, 8, tzinfo=UTC),
    }


async def test_who_comes_back_after_a_break_comes_next(build: Build) -> None:
    whole = build(file="other.db").organisation
    daily = whole.rotations["twins-product"]
    (layer,) = daily.layers
    alone = replace(daily, layers=(replace(layer, people=("carol",)),))
    ask = build(organisation=replace(whole, rotations={**whole.rotations, daily.key: alone}))
    card = (await ask("oncall twins", as_="alice", in_="device-twins")).card
    assert rows(card)["Product primary"] == (
        "Carol Mbeki",
        "Mon 23 Nov 18:00 CET",
        "Carol Mbeki from Tue 24 Nov 09:00 CET",
    )


async def test_one_s_own_turn_comes_next_after_a_cover(ask: Door) -> None:
    await ask("cover @olivia by me until 2026-12-01", as_="peggy")
    card = (await ask("oncall iot-hub", as_="alice")).card
    assert rows(card)["SRE primary"] == (
        "Peggy Okonkwo, covering for Olivia Duarte",
        "Mon 30 Nov 10:00 CET",
        "Peggy Okonkwo",
    )


async def test_machines_are_told_all_of_it(ask: Door) -> None:
    (first, *_) = roles((await ask("oncall iot-hub")).card)
    assert first == {
        "side": "sre",
        "role": "primary",
        "rotation": "hub-sre",
        "person": "olivia",
        "name": "Olivia Duarte",
        "since": datetime(2026, 11, 23, 9, tzinfo=UTC),
        "until": datetime(2026, 11, 30, 9, tzinfo=UTC),
        "next": {
            "person": "peggy",
            "name": "Peggy Okonkwo",
            "since": datetime(2026, 11, 30, 9, tzinfo=UTC),
        },
        "covering_for": None,
        "source": "rota",
        "as_of": NOON,
        "stale": False,
    }


async def test_its_grounds_name_the_rotation_and_the_rule(ask: Door) -> None:
    card = (await ask("why oncall iot-hub")).card
    said = str(card.blocks)
    assert "IoT Hub SRE backup: the turns in app.yaml, and accepted covers" in said
    assert "A cover that somebody accepted wins over their turn" in said


async def test_a_service_without_rotations_says_how_to_declare_them(build: Build) -> None:
    whole = build(file="other.db").organisation
    bare = {key: replace(each, oncall=()) for key, each in whole.services.items()}
    ask = build(organisation=replace(whole, services=bare))
    card = (await ask("oncall iot-hub")).card
    assert error(card) == "not_found"
    assert "services.iot-hub.oncall" in str(card.data["error"])


async def test_whoever_has_several_services_is_asked_which_one_is_meant(ask: Door) -> None:
    card = (await ask("oncall", as_="alice", in_=None)).card
    assert error(card) == "usage"
    assert [button.says for button in buttons(card)] == ["oncall iot-hub", "oncall device-twins"]


async def test_a_guest_reads_it_where_the_service_lives_and_nowhere_else(ask: Door) -> None:
    here = (await ask("oncall iot-hub", actor=GUEST)).card
    elsewhere = (await ask("oncall twins", actor=GUEST)).card
    alone = (await ask("oncall iot-hub", actor=GUEST, in_=None)).card
    assert error(here) is None
    assert error(elsewhere) == error(alone) == "not_allowed"


async def test_a_guest_is_offered_only_what_they_may_ask(ask: Door) -> None:
    card = (await ask("oncall iot-hub", actor=GUEST, how=Audience.PLACE)).card
    assert [button.label for button in buttons(card)] == ["Schedule"]
    assert error((await ask(buttons(card)[0].says, actor=GUEST)).card) is None


async def test_nobody_s_name_is_written_so_that_it_pings(ask: Door) -> None:
    card = (await ask("oncall iot-hub")).card
    assert "@" not in f"{card.headline} {card.blocks}"
