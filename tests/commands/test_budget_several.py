"""``budget``: several objectives, several services, and those without an agreed SLO."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.model.organisation import Organisation, Person, Side
from bot.model.slo import PlannedSlo
from bot.reply import Table, Tone
from tests.door import Build, Door, buttons, error, notes
from tests.fakes.budgets import ScriptedSource, reading

if TYPE_CHECKING:
    from tests.fakes.clock import FixedClock

HUB = "iot-hub/availability"


def _changed(organisation: Organisation, key: str, **changes: object) -> Organisation:
    service = replace(organisation.services[key], **changes)  # type: ignore[arg-type] # as named
    return replace(organisation, services={**organisation.services, key: service})


async def test_the_worst_of_several_objectives_comes_first(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set("device-twins/availability", reading(clock.now(), bad=100))
    source.set("device-twins/latency", reading(clock.now(), bad=9_000))
    card = (await counted("budget device-twins")).card
    assert card.headline == "device-twins latency: 10% of the error budget left, at risk"
    (others,) = [block for block in card.blocks if isinstance(block, Table)]
    assert [row[0] for row in others.rows] == ["availability"]
    assert [each["slo"] for each in card.data["slos"]] == ["latency", "availability"]  # type: ignore[attr-defined] # a list


async def test_an_unknown_objective_comes_before_a_fine_one(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set("device-twins/availability", reading(clock.now(), bad=100))
    source.set("device-twins/latency", reading(clock.now(), total=0))
    card = (await counted("budget device-twins")).card
    assert card.headline.startswith("device-twins latency: no data")


async def test_a_planned_objective_names_who_drafts_it_by_when(ask: Door) -> None:
    said = notes((await ask("budget device-twins")).card)
    assert "No SLO is agreed for durability yet: Carol Mbeki drafts it by Tue 15 Dec 2026." in said


async def test_a_draft_that_is_overdue_is_said_to_be(ask: Door, clock: FixedClock) -> None:
    clock.move(timedelta(days=30))
    assert "which is past" in notes((await ask("budget device-twins")).card)


async def test_a_service_without_any_agreed_objective_says_who_drafts_one(
    build: Build, ask: Door
) -> None:
    planned = PlannedSlo("iot-hub", "availability", drafted_by="carol", due=date(2026, 12, 1))
    organisation = _changed(ask.organisation, "iot-hub", slos=(), planned=(planned,))
    card = (await build(organisation=organisation)("budget iot-hub")).card
    assert card.headline == "iot-hub: no error budget, because no SLO is agreed yet"
    assert card.tone is Tone.UNKNOWN
    assert "Carol Mbeki drafts it by Tue 1 Dec 2026" in notes(card)


async def test_a_service_for_which_nobody_plans_anything_says_what_to_do(
    build: Build, ask: Door
) -> None:
    organisation = _changed(ask.organisation, "iot-hub", slos=(), planned=())
    assert "app.yaml" in notes((await build(organisation=organisation)("budget iot-hub")).card)


async def test_outside_a_bound_channel_the_reader_s_services_are_listed_worst_first(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=100))
    source.set("device-twins/latency", reading(clock.now(), bad=12_000))
    card = (await counted("budget", in_="random")).card
    assert card.headline.startswith("Of 2 services, device-twins is worst: error budget overspent")
    assert card.tone is Tone.BAD
    (table,) = [block for block in card.blocks if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == ["device-twins", "iot-hub"]
    assert [each["service"] for each in card.data["services"]] == ["device-twins", "iot-hub"]  # type: ignore[attr-defined] # a list
    assert "budget device-twins" in [button.says for button in buttons(card)]


async def test_a_source_that_is_down_does_not_hide_the_other_services(
    counted: Door, source: ScriptedSource
) -> None:
    source.failing_for.add(HUB)
    card = (await counted("budget", in_=None)).card
    assert error(card) is None
    assert card.headline == "Of 2 services, iot-hub is worst: unknown, its source does not answer"
    (table,) = [block for block in card.blocks if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == ["iot-hub", "device-twins"]
    assert "The counter does not answer. Look at the counter's own health." in notes(card)


async def test_why_a_listing_leads_to_each_service_s_own_grounds(ask: Door) -> None:
    card = (await ask("why budget", in_=None)).card
    assert "why budget device-twins" in [button.says for button in buttons(card)]
    for button in buttons(card):
        assert error((await ask(button.says, in_=None)).card) is None


async def test_somebody_without_services_is_told_how_to_ask(build: Build, ask: Door) -> None:
    zoe = Person("zoe", "Zoe Outside", Side.SPONSOR, ids={"playground": "zoe"})
    people = {**ask.organisation.people, "zoe": zoe}
    door = build(organisation=replace(ask.organisation, people=people))
    card = (await door("budget", as_="zoe", in_=None)).card
    assert error(card) == "not_found"
    assert "budget SERVICE" in str(card.blocks)


async def test_a_service_that_nobody_agreed_about_does_not_spoil_a_listing(
    build: Build, ask: Door
) -> None:
    planned = PlannedSlo("iot-hub", "availability", drafted_by="carol", due=date(2026, 12, 1))
    organisation = _changed(ask.organisation, "iot-hub", slos=(), planned=(planned,))
    card = (await build(organisation=organisation)("budget", as_="bob", in_=None)).card
    (table,) = [block for block in card.blocks if isinstance(block, Table)]
    assert ("iot-hub", "\u2013", "no SLO is agreed yet") in table.rows
    assert card.headline.startswith("Of 2 services, device-twins is worst")


async def test_a_source_that_is_down_does_not_hide_the_other_objectives(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set("device-twins/availability", reading(clock.now(), bad=400))
    source.failing_for.add("device-twins/latency")
    card = (await counted("budget device-twins")).card
    assert card.headline == "device-twins availability: 60% of the error budget left, healthy"
    assert "latency: unknown, for its source example does not answer and never did." in notes(card)
