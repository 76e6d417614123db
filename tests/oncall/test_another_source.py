"""What another source tells: people are matched, and a source that fails is lived with."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.model.oncall import Contact, Duty
from bot.reply import Tone
from tests.door import Build, Door, buttons, error, facts
from tests.oncall.conftest import PAGER, at
from tests.outbox import unasked

if TYPE_CHECKING:
    from bot.model.organisation import Organisation
    from bot.reply import Card
    from tests.fakes.clock import FixedClock
    from tests.fakes.rosters import ScriptedRosters

SILENT = "The pager does not answer."


def product(card: Card) -> dict[str, object]:
    """What machines are told of the product group's role."""
    roles = card.data["roles"]
    assert isinstance(roles, list)
    found: dict[str, object] = roles[-1]
    return found


async def test_people_are_known_by_their_email_and_called_as_we_call_them(ask: Door) -> None:
    card = (await ask("oncall iot-hub")).card
    assert "Bob Castellano for product" in card.headline
    assert product(card)["person"] == "bob"
    assert product(card)["source"] == "pager"


async def test_who_is_unknown_stays_a_plain_name(ask: Door) -> None:
    card = (await ask("oncall iot-hub at 2026-11-26T12:00Z")).card
    assert "Tess Temp for product" in card.headline
    assert product(card)["person"] == "Tess Temp"


async def test_an_id_of_app_yaml_comes_before_the_email_and_the_name(
    ask: Door, pager: ScriptedRosters
) -> None:
    pager.duties = (Duty(Contact("Carol Mbeki", email="bob@example.com"), at(18), at(25)),)
    assert product((await ask("oncall iot-hub")).card)["person"] == "bob"


async def test_a_name_that_is_one_person_s_own_is_enough(ask: Door, pager: ScriptedRosters) -> None:
    pager.duties = (Duty(Contact("carol mbeki"), at(18), at(25)),)
    assert product((await ask("oncall iot-hub")).card)["person"] == "carol"


async def test_several_at_once_are_all_named(ask: Door, pager: ScriptedRosters) -> None:
    pager.duties = (
        Duty(Contact("Bob Castellano"), None, None),
        Duty(Contact("Tess Temp"), at(20), at(25)),
    )
    card = (await ask("oncall iot-hub")).card
    assert "Bob Castellano and Tess Temp for product" in card.headline


async def test_everybody_who_asks_within_a_minute_asks_the_source_once(
    ask: Door, pager: ScriptedRosters
) -> None:
    for person in ("alice", "bob", "carol"):
        await ask("oncall iot-hub", as_=person)
    assert pager.reads == 1


async def test_a_source_that_fails_leaves_the_last_good_answer_with_its_age(
    ask: Door, pager: ScriptedRosters, clock: FixedClock
) -> None:
    await ask("oncall iot-hub")
    pager.failing = SILENT
    clock.move(timedelta(hours=3))
    card = (await ask("oncall iot-hub")).card
    assert "Bob Castellano for product" in card.headline
    assert card.tone is Tone.UNKNOWN
    assert facts(card)["Product primary"] == (
        f"{SILENT} This is the last good answer, 3 hours ago."
    )
    assert product(card)["stale"] is True
    assert product(card)["as_of"] == clock.now() - timedelta(hours=3)


async def test_the_failure_is_told_once_to_the_team_s_lead(
    ask: Door, pager: ScriptedRosters, clock: FixedClock
) -> None:
    await ask("oncall iot-hub")
    pager.failing = SILENT
    for _ in range(5):
        clock.move(timedelta(minutes=10))
        await ask("oncall iot-hub", as_="alice")
    (told,) = await unasked(ask.store)
    assert (told.to, told.otherwise) == ("@bob", "iot-hub")
    assert told.card.headline == (f"I cannot tell who is on call for IoT Hub product: {SILENT}")


async def test_the_next_outage_is_told_anew(
    ask: Door, pager: ScriptedRosters, clock: FixedClock
) -> None:
    for failing in (SILENT, None, SILENT):
        pager.failing = failing
        clock.move(timedelta(minutes=10))
        await ask("oncall iot-hub", as_="alice")
    assert [each.to for each in await unasked(ask.store)] == ["@bob", "@bob"]


async def test_with_nothing_from_before_the_other_side_is_answered_all_the_same(
    ask: Door, pager: ScriptedRosters
) -> None:
    pager.failing = SILENT
    card = (await ask("oncall iot-hub")).card
    assert "Olivia Duarte is on call for SRE" in card.headline
    assert facts(card)["Product primary"] == "unknown: its source does not answer"


async def test_beyond_what_was_kept_nothing_is_made_up(
    ask: Door, pager: ScriptedRosters, clock: FixedClock
) -> None:
    await ask("oncall iot-hub")
    pager.failing = SILENT
    clock.move(timedelta(hours=1))
    card = (await ask("oncall iot-hub at 2027-06-01 12:00")).card
    assert facts(card)["Product primary"] == "unknown: its source does not answer"


async def test_a_cover_is_refused_with_the_way_to_where_it_is_decided(ask: Door) -> None:
    card = (await ask("cover me by @carol until 18:00", as_="bob")).card
    assert error(card) == "conflict"
    assert "would page nobody there" in card.headline
    assert "https://pager.example.com/hub-product" in str(card.blocks)


@pytest.mark.parametrize("typed", ["oncall me", "am I on call?"])
async def test_one_s_own_shifts_name_what_could_not_be_looked_at(
    typed: str, ask: Door, pager: ScriptedRosters
) -> None:
    pager.failing = SILENT
    card = (await ask(typed, as_="bob")).card
    assert "I could not look at IoT Hub product" in str(card.blocks)
    assert card.headline.endswith(", as far as I can see")


@pytest.mark.parametrize("typed", ["oncall me", "oncall schedule iot-hub"])
async def test_the_last_good_answer_is_called_so_wherever_it_is_told(
    typed: str, ask: Door, pager: ScriptedRosters, clock: FixedClock
) -> None:
    await ask("oncall iot-hub")
    pager.failing = SILENT
    clock.move(timedelta(hours=3))
    card = (await ask(typed, as_="bob")).card
    assert f"{SILENT} This is the last good answer, 3 hours ago." in str(card.blocks)
    assert card.tone is not Tone.NEUTRAL


async def test_a_schedule_names_the_roles_that_it_lacks(ask: Door, pager: ScriptedRosters) -> None:
    pager.failing = SILENT
    card = (await ask("oncall schedule iot-hub")).card
    assert facts(card)["Product primary"] == "unknown: its source does not answer"


async def test_what_an_old_roster_does_not_reach_is_no_gap(
    ask: Door, pager: ScriptedRosters, clock: FixedClock
) -> None:
    pager.duties = (Duty(Contact("Bob Castellano"), at(18), at(18) + timedelta(days=300)),)
    await ask("oncall iot-hub")
    pager.failing = SILENT
    clock.move(timedelta(days=50))
    pager.duties = ()
    card = (await ask("oncall schedule iot-hub 10w")).card
    assert "gaps" not in card.headline


async def test_a_source_that_fails_is_in_no_cover_s_way_elsewhere(
    build: Build, organisation: Organisation, pager: ScriptedRosters
) -> None:
    backup = replace(
        organisation.rotations["hub-sre-backup"], source=PAGER, layers=(), query={"schedule": "P9"}
    )
    rotations = {**organisation.rotations, backup.key: backup}
    ask = build(organisation=replace(organisation, rotations=rotations), rosters={PAGER: pager})
    pager.failing = SILENT
    card = (await ask("cover me by @erin until 18:00", as_="olivia")).card
    assert card.headline == "I asked Erin Gallagher to cover for Olivia Duarte"


async def test_its_schedule_says_how_many_take_turns_as_far_as_is_seen(ask: Door) -> None:
    card = (await ask("oncall schedule iot-hub")).card
    assert facts(card)["Product primary"].startswith("⚠ 2 people, and it needs 8")
    assert buttons(card)[0].says == "oncall iot-hub"
