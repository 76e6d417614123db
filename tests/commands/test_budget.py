"""``budget``: what is known of one objective, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bot.model.burn import WINDOWS
from bot.model.counts import Counts
from bot.reply import Chart, Code, Meter, Tone
from tests.door import Build, Door, facts, notes
from tests.fakes.budgets import ScriptedSource, reading

if TYPE_CHECKING:
    from tests.fakes.clock import FixedClock

HUB = "iot-hub/availability"
ALLOWED = 500
"""Bad events that 99.95 % allows on the scripted source's traffic."""


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


async def test_an_overspent_budget_is_negative_and_said_so(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=ALLOWED * 3 // 2))
    card = (await counted("budget iot-hub")).card
    assert card.headline == "iot-hub: error budget overspent by 50%"
    assert card.tone is Tone.BAD
    assert card.data["remaining"] == Decimal("-0.5")
    assert facts(card)["Overspent"] == "750 bad of 1,000,000 requests, where 28 days allow 500"
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
    assert list(burn) == list(WINDOWS)
    assert [name for name, rate in burn.items() if rate is not None] == ["1d"]
    assert facts(card)["Burn"] == "<0.1× over 1 d"


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
    assert said["Window"] == "28 days, from Mon 26 Oct 05:00 PDT to Mon 23 Nov 04:00 PST"
    assert "just now, at Mon 23 Nov 04:00 PST" in said["Age"]
    assert said["Coverage"] == "100% of the window"
    assert "450 bad" in said["Arithmetic"]
    assert "90% spent" in said["Arithmetic"]
    assert "75% spent" in said["Policy"]
    assert [block.text for block in card.blocks if isinstance(block, Code)] == [
        "sum(bad)",
        "sum(total)",
    ]
