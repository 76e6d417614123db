"""``budget``: what is known is said, and each kind of not knowing in its own sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bot.model.burn import WINDOWS
from bot.model.counts import Counts
from bot.model.organisation import Organisation, Person, Side
from bot.model.slo import PlannedSlo
from bot.reply import Chart, Code, Meter, Table, Tone
from tests.door import Build, Door, buttons, error, facts, notes
from tests.fakes.budgets import ScriptedSource, reading

if TYPE_CHECKING:
    from tests.fakes.clock import FixedClock

HUB = "iot-hub/availability"
ALLOWED = 500
"""Bad events that 99.95 % allows on the scripted source's traffic."""


def _changed(organisation: Organisation, key: str, **changes: object) -> Organisation:
    service = replace(organisation.services[key], **changes)  # type: ignore[arg-type] # as named
    return replace(organisation, services={**organisation.services, key: service})


async def test_the_example_says_what_is_left_and_what_follows(ask: Door) -> None:
    card = (await ask("budget iot-hub")).card
    assert card.headline == "iot-hub: 10% of the error budget left, at risk"
    assert card.tone is Tone.AT_RISK
    said = facts(card)
    assert said["Objective"] == "99.95% of requests good over 28 days"
    assert "10,000" in said["Left"]
    assert "100,000" in said["Left"]
    assert "38%" in said["Biggest spends"]
    assert "22%" in said["Biggest spends"]
    assert "postmortem" in said["Biggest spends"]
    assert "both leads" in said["Policy"]
    assert "Dana Iyer" in said["Exceptions"]


async def test_a_measured_answer_has_a_meter_and_a_chart(ask: Door) -> None:
    card = (await ask("budget iot-hub")).card
    (meter,) = [block for block in card.blocks if isinstance(block, Meter)]
    (chart,) = [block for block in card.blocks if isinstance(block, Chart)]
    assert meter.share == Decimal("0.1")
    assert chart.points[0].value == 1
    assert chart.points[-1].value == meter.share
    assert [level.label for level in chart.levels] == ["watch", "at risk", "exhausted"]


async def test_made_up_data_are_said_to_be_an_example(ask: Door) -> None:
    assert "example data" in notes((await ask("budget iot-hub")).card)
    assert "example data" in notes((await ask("budget", in_=None)).card)


async def test_real_data_are_not_called_an_example(counted: Door) -> None:
    assert "example" not in notes((await counted("budget iot-hub")).card)


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


async def test_an_overspent_budget_is_negative_and_said_so(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=ALLOWED * 3 // 2))
    card = (await counted("budget iot-hub")).card
    assert card.headline == "iot-hub: error budget overspent by 50%"
    assert card.tone is Tone.BAD
    assert card.data["remaining"] == Decimal("-0.5")
    assert facts(card)["Left"] == "750 bad of 1,000,000 requests, where 28 days allow 500"
    assert "Changes halt" in facts(card)["Policy"]


async def test_no_bad_event_leaves_all_of_the_budget(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=0))
    card = (await counted("budget iot-hub")).card
    assert card.headline == "iot-hub: all of the error budget left, healthy"
    assert card.data["bad"] == 0
    assert card.data["exhausts_at"] is None
    assert "not" in facts(card)["Runs out"]


async def test_a_tier_that_is_kept_for_two_days_says_why(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=300, before=(300, 510)))
    card = (await counted("budget iot-hub")).card
    assert card.data["tier"] == "exhausted"
    assert "two days" in facts(card)["Policy"]


async def test_an_alert_is_said_while_its_condition_holds(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    fast = Counts(bad=100, total=10_000)
    recent = dict.fromkeys(WINDOWS, fast)
    source.set(HUB, reading(clock.now(), bad=200, recent=recent))
    assert "worth a page" in facts((await counted("budget iot-hub")).card)["Alert"]


async def test_without_an_alert_nothing_is_said_about_one(counted: Door) -> None:
    assert "Alert" not in facts((await counted("budget iot-hub")).card)


@pytest.mark.parametrize(("coverage", "said"), [("0.97", True), ("0.99", False), ("1", False)])
async def test_missing_samples_are_said_beside_the_number(
    coverage: str, said: bool, counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), coverage=Decimal(coverage)))
    assert ("97% of the window" in notes((await counted("budget iot-hub")).card)) is said


async def test_a_known_limit_of_the_source_is_said(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), accuracy="±0.5 pp: counters were reset"))
    assert "±0.5 pp" in notes((await counted("budget iot-hub")).card)
    assert "±0.5 pp" in facts((await counted("why budget iot-hub")).card)["Accuracy"]


async def test_windows_that_a_source_cannot_measure_are_null_and_not_zero(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=10, recent={"1d": Counts(1, 40_000)}))
    card = (await counted("budget iot-hub")).card
    burn = card.data["burn"]
    assert isinstance(burn, dict)
    assert [name for name, rate in burn.items() if rate is not None] == ["1d"]
    assert "not measurable" in facts(card)["Burn"]


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


async def test_a_policy_that_is_not_agreed_asks_for_nothing(
    build: Build, ask: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    engagement = ask.organisation.engagements["iot-hub"]
    proposed = replace(engagement, policy=replace(engagement.policy, agreed=False))
    engagements = {**ask.organisation.engagements, "iot-hub": proposed}
    source.set(HUB, reading(clock.now(), bad=ALLOWED * 2))
    counted = build(source=source, organisation=replace(ask.organisation, engagements=engagements))
    said = facts((await counted("budget iot-hub")).card)["Policy"]
    assert said.startswith("Exhausted.")
    assert "not agreed" in said
    assert "halt" not in said


async def test_outside_a_bound_channel_the_reader_s_services_are_listed_worst_first(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=100))
    source.set("device-twins/latency", reading(clock.now(), bad=12_000))
    card = (await counted("budget", in_="random")).card
    assert card.headline.startswith("Worst of 2 services is device-twins: error budget overspent")
    assert card.tone is Tone.BAD
    (table,) = [block for block in card.blocks if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == ["device-twins", "iot-hub"]
    assert [each["service"] for each in card.data["services"]] == ["device-twins", "iot-hub"]  # type: ignore[attr-defined] # a list
    assert "budget device-twins" in [button.says for button in buttons(card)]


async def test_a_source_that_is_down_does_not_hide_the_other_services(
    build: Build, ask: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    class HubIsDown(ScriptedSource):
        async def read(self, slo, *, now):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - as its parent
            self.failing = "The counter does not answer." if slo.key == HUB else None
            return await super().read(slo, now=now)

    card = (await build(source=HubIsDown())("budget", in_=None)).card
    assert error(card) is None
    assert card.headline == "Worst of 2 services is iot-hub: unknown, its source does not answer"
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


async def test_times_are_said_in_the_reader_s_zone_which_is_named(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=1))
    assert "04:00 PST" in notes((await counted("budget iot-hub", as_="bob")).card)
    assert "13:00 CET" in notes((await counted("budget iot-hub", as_="alice")).card)
    assert "13:00 CET" in notes((await counted("budget iot-hub", as_="erin")).card)


async def test_why_shows_source_query_window_method_age_coverage_and_rule(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=450))
    card = (await counted("why budget iot-hub")).card
    said = facts(card)
    assert card.headline == "Why “iot-hub: 10% of the error budget left, at risk”"
    assert said["Source"] == "counter"
    assert said["Method"] == "counted by hand"
    assert said["Window"] == "[2026-10-26 12:00:00, 2026-11-23 12:00:00) UTC"
    assert "2026-11-23 12:00:00 UTC" in said["Age"]
    assert said["Coverage"] == "100% of the window"
    assert "450 bad" in said["Arithmetic"]
    assert "90% spent" in said["Arithmetic"]
    assert "75% spent" in said["Policy"]
    assert [block.text for block in card.blocks if isinstance(block, Code)] == [
        "sum(bad)",
        "sum(total)",
    ]
