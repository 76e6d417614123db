"""At each change of shift a short post: who hands over to whom, the budget, the next handoff.

It is Monday noon. Peggy takes over from Olivia next Monday at ten, in Berlin.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.due_work import DueWork
from bot.job import JobContext
from bot.jobs import handoff
from bot.reply import Tone
from tests.door import Build, Door, facts
from tests.fakes.clock import NOON, FixedClock
from tests.outbox import Unasked, unasked

if TYPE_CHECKING:
    from bot.model.organisation import Organisation

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)


@dataclass
class House:
    """The example, with what happens unasked in it."""

    ask: Door
    work: DueWork
    clock: FixedClock

    async def at(self, instant: datetime) -> list[Unasked]:
        """What the handoffs have said by an instant."""
        self.clock.move(instant - self.clock.now())
        await self.work.tick()
        return [each for each in await unasked(self.ask.store) if each.key.startswith("handoff")]


def house(ask: Door, clock: FixedClock, *, platforms: frozenset[str] | None = None) -> House:
    """The example at work; served where its door is unless told."""
    at_hand = ask.core.at_hand
    context = JobContext(
        store=ask.store,
        clock=clock,
        organisation=at_hand.organisation,
        budgets=at_hand.budgets,
        oncall=at_hand.oncall,
        deciding=at_hand.deciding,
        platforms=at_hand.platforms if platforms is None else platforms,
    )
    return House(ask, DueWork(context, jobs={handoff.NAME: handoff.JOB}), clock)


@pytest.fixture
async def town(ask: Door, clock: FixedClock) -> House:
    """It has looked ahead once."""
    built = house(ask, clock)
    await built.work.tick()
    return built


async def of(town: House, rotation: str, instant: datetime) -> list[Unasked]:
    """What was said about one rotation's handoff at an instant."""
    said = await town.at(instant)
    return [each for each in said if f"{rotation}@{instant:%Y-%m-%dT%H:%M:%SZ}" in each.key]


async def test_who_hands_over_to_whom_is_said_in_each_channel_that_it_is_for(town: House) -> None:
    said = await of(town, "hub-sre", MONDAY)
    headline = "IoT Hub SRE: Olivia Duarte hands over to Peggy Okonkwo"
    assert [each.said for each in said] == [("iot-hub", headline), ("device-twins", headline)]


async def test_it_says_what_is_left_of_the_budget_and_who_is_next(town: House) -> None:
    hub, twins = await of(town, "hub-sre", MONDAY)
    assert facts(hub.card)["Next handoff"] == "Mon 7 Dec 10:00 CET, to Alice Nakamura"
    assert facts(hub.card)["Budget of iot-hub"].endswith("of the error budget left, at risk")
    assert "Budget of device-twins" in facts(twins.card)


async def test_it_tells_of_no_service_that_it_is_not_for(ask: Door, clock: FixedClock) -> None:
    whole = ask.organisation
    both = replace(whole.engagements["iot-hub"], services=("device-twins", "iot-hub"))
    ask.core.at_hand = replace(
        ask.core.at_hand, organisation=replace(whole, engagements={"iot-hub": both})
    )
    built = house(ask, clock)
    await built.work.tick()
    (post,) = await of(built, "hub-product", datetime(2026, 11, 25, 10, tzinfo=UTC))
    assert "Budget of iot-hub" in facts(post.card)
    assert "Budget of device-twins" not in facts(post.card)


async def test_nothing_is_said_before_its_time_and_nothing_twice(town: House) -> None:
    assert await of(town, "hub-sre", MONDAY - timedelta(seconds=1)) == []
    assert len(await of(town, "hub-sre", MONDAY)) == 2
    again = house(town.ask, town.clock)  # another process, or the same after a restart
    await again.work.tick()
    assert len(await of(again, "hub-sre", MONDAY)) == 2


async def test_a_gap_that_begins_is_said_and_until_when_and_its_end_too(town: House) -> None:
    evening = NOON.replace(hour=17)
    (begins,) = await of(town, "twins-product", evening)
    assert begins.card.headline == (
        "Device Twins product: Judy Whitefeather goes off call, and nobody is on call until "
        "Tue 24 Nov 09:00 CET"
    )
    assert begins.card.tone is Tone.AT_RISK
    (ends,) = await of(town, "twins-product", evening + timedelta(hours=15))
    assert ends.card.headline == "Device Twins product: Mallory Chen is on call from now on"


async def test_a_rotation_may_keep_quiet(town: House) -> None:
    said = await town.at(MONDAY)
    assert not any("hub-sre-backup" in each.key for each in said)


async def test_a_cover_that_was_agreed_is_handed_over_at_its_time(town: House) -> None:
    await town.ask("cover @olivia by me from 2026-11-25T10:00Z until 2026-11-25T16:00Z", as_="erin")
    begins = await of(town, "hub-sre", datetime(2026, 11, 25, 10, tzinfo=UTC))
    ends = await of(town, "hub-sre", datetime(2026, 11, 25, 16, tzinfo=UTC))
    assert [each.card.headline for each in (begins[0], ends[0])] == [
        "IoT Hub SRE: Olivia Duarte hands over to Erin Gallagher, covering for Olivia Duarte",
        "IoT Hub SRE: Erin Gallagher, covering for Olivia Duarte hands over to Olivia Duarte",
    ]


async def test_a_cover_that_was_announced_just_now_is_not_told_twice(town: House) -> None:
    await town.ask("cover @olivia by me until 18:00", as_="erin")
    assert await of(town, "hub-sre", NOON) == []


async def test_a_handoff_that_a_cover_has_taken_away_is_not_posted(town: House) -> None:
    await town.ask(
        "cover @peggy by @olivia from 2026-11-30T09:00Z until 2026-12-01T09:00Z", as_="peggy"
    )
    await town.ask("cover accept", as_="olivia")
    assert await of(town, "hub-sre", MONDAY) == []
    later = await of(town, "hub-sre", MONDAY + timedelta(days=1))
    assert "hands over to Peggy Okonkwo" in later[0].card.headline


async def test_after_an_outage_only_the_newest_is_told_and_none_that_is_hours_old(
    town: House,
) -> None:
    said = await town.at(datetime(2026, 11, 26, 9, tzinfo=UTC))
    assert [each.card.headline for each in said] == [
        "Device Twins product: Ivan Petrov is on call from now on"
    ]


async def test_where_nobody_is_served_nothing_is_put_in(ask: Door, clock: FixedClock) -> None:
    built = house(ask, clock, platforms=frozenset())
    await built.work.tick()
    assert await built.at(MONDAY) == []


async def test_a_rotation_that_app_yaml_has_lost_meanwhile_is_passed_over(
    town: House, build: Build
) -> None:
    whole: Organisation = town.ask.organisation
    left = {key: each for key, each in whole.rotations.items() if key != "hub-sre"}
    services = {
        key: replace(each, oncall=tuple(r for r in each.oncall if r.rotation != "hub-sre"))
        for key, each in whole.services.items()
    }
    changed = build(organisation=replace(whole, rotations=left, services=services))
    assert await of(house(changed, town.clock), "hub-sre", MONDAY) == []
