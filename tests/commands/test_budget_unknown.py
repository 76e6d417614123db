"""``budget``: each kind of not knowing has its own sentence, and no number is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.reply import Chart, Meter, Tone
from tests.door import Build, Door, error, facts, notes
from tests.fakes.budgets import ScriptedSource, reading

if TYPE_CHECKING:
    from tests.fakes.clock import FixedClock

HUB = "iot-hub/availability"


async def test_no_traffic_is_no_data_and_not_a_full_budget(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), total=0))
    card = (await counted("budget iot-hub")).card
    assert card.headline == "iot-hub: no data, because there was no traffic in the last 28 days"
    assert card.tone is Tone.UNKNOWN
    assert card.data["remaining"] is None
    assert "%" not in card.headline
    assert not [block for block in card.blocks if isinstance(block, Meter | Chart)]


async def test_nothing_that_matches_is_said_as_such(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), total=0, seen=None))
    card = (await counted("budget iot-hub")).card
    assert card.headline == "iot-hub: no data, because nothing matches what counter was asked for"
    assert card.tone is Tone.UNKNOWN
    assert "sum(bad)" in str((await counted("why budget iot-hub")).card.blocks)


async def test_stale_data_are_unknown_since_their_newest_sample(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=100, seen=timedelta(hours=2)))
    card = (await counted("budget iot-hub", as_="alice")).card
    assert card.headline.startswith("iot-hub: unknown since Mon 23 Nov 11:00 CET")
    assert "80%" in card.headline
    assert card.tone is Tone.UNKNOWN
    assert card.data["stale"] is True
    assert "stale" in notes(card)


async def test_data_are_stale_only_after_two_intervals(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), seen=timedelta(minutes=2)))
    assert (await counted("budget iot-hub")).card.data["stale"] is False


async def test_a_source_that_fails_leaves_the_last_good_answer_with_its_age(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=100))
    await counted("budget iot-hub")
    clock.move(timedelta(hours=3))
    source.failing = "The counter does not answer."
    card = (await counted("budget iot-hub")).card
    assert error(card) is None
    assert "80% of the error budget left" in card.headline
    assert "3 hours ago" in card.headline
    assert card.tone is Tone.UNKNOWN
    assert card.data["stale"] is True
    assert facts(card)["Source"] == "The counter does not answer."
    assert "last good" in facts((await counted("why budget iot-hub")).card)["Age"]


async def test_the_last_good_answer_survives_a_restart(
    build: Build, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=100))
    await build(source=source)("budget iot-hub")
    clock.move(timedelta(days=1))
    source.failing = "The counter does not answer."
    card = (await build(source=source)("budget iot-hub")).card
    assert "80%" in card.headline
    assert "24 hours ago" in card.headline or "1 day ago" in card.headline


async def test_an_empty_reading_does_not_displace_the_last_good_one(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=100))
    await counted("budget iot-hub")
    clock.move(timedelta(hours=1))
    source.set(HUB, reading(clock.now(), total=0, seen=None))
    await counted("budget iot-hub")
    clock.move(timedelta(hours=1))
    source.failing = "The counter does not answer."
    assert "80%" in (await counted("budget iot-hub")).card.headline


async def test_a_source_that_fails_from_the_start_is_named_with_the_next_step(
    counted: Door, source: ScriptedSource
) -> None:
    source.failing = "The counter does not answer."
    card = (await counted("budget iot-hub")).card
    assert error(card) == "source_unavailable"
    assert card.headline == "The counter does not answer."
    assert "Look at the counter" in str(card.blocks)


async def test_a_source_that_recovers_is_believed_again(
    counted: Door, source: ScriptedSource
) -> None:
    source.failing = "The counter does not answer."
    await counted("budget iot-hub")
    source.failing = None
    assert error((await counted("budget iot-hub")).card) is None


async def test_the_last_good_answer_of_another_objective_is_of_no_use(
    build: Build, ask: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    """The window has changed in app.yaml: four weeks of counts say nothing about one."""
    source.set(HUB, reading(clock.now(), bad=100))
    await build(source=source)("budget iot-hub")
    hub = ask.organisation.services["iot-hub"]
    shorter = replace(hub, slos=(replace(hub.slos[0], window=timedelta(days=7)),))
    services = {**ask.organisation.services, "iot-hub": shorter}
    source.failing = "The counter does not answer."
    door = build(source=source, organisation=replace(ask.organisation, services=services))
    assert error((await door("budget iot-hub")).card) == "source_unavailable"


async def test_while_its_source_does_not_answer_nothing_is_forecast(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=300))
    await counted("budget iot-hub")
    clock.move(timedelta(seconds=61))
    source.failing = "The counter does not answer."
    data = (await counted("budget iot-hub")).card.data
    assert (data["stale"], data["exhausts_at"], data["alert"]) == (True, None, None)
    assert data["failure"] == "The counter does not answer."
