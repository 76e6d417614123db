"""Who may decide when: the approver, after half of the limit the delegate, after all the manager.

Limits are working time of the engagement's calendar: nine to five in Berlin, from Monday to Friday.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.decisions.house import history, house, without
from tests.door import Build, Door, buttons, error, facts
from tests.outbox import unasked

if TYPE_CHECKING:
    from bot.model.organisation import Organisation

BOUNDARY = 'decide boundary "Is throttling a feature?"'
TAKE = "conclude D-1 yes because customers see it"
INSTANT = timedelta(milliseconds=1)


def holiday(organisation: Organisation, *days: str) -> Organisation:
    """The example with holidays."""
    hub = organisation.engagements["iot-hub"]
    hub = replace(hub, calendar=replace(hub.calendar, holidays=days))
    return replace(organisation, engagements={**organisation.engagements, "iot-hub": hub})


def at(day: int, hour: int) -> datetime:
    """An instant of November 2026, by Berlin's clock."""
    return datetime(2026, 11, day, hour - 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("opened", "half", "due"),
    [
        (at(23, 13), at(24, 13), at(25, 13)),  # from Monday noon on
        (at(23, 7), at(23, 17), at(24, 17)),  # before work, so from nine
        (at(26, 11), at(27, 11), at(30, 11)),  # a weekend lies between
        (at(27, 13), at(30, 13), datetime(2026, 12, 1, 12, tzinfo=UTC)),
        (at(28, 12), at(30, 17), datetime(2026, 12, 1, 16, tzinfo=UTC)),  # on a Saturday
    ],
)
async def test_half_and_all_of_the_limit_are_working_time(
    opened: datetime, half: datetime, due: datetime, ask: Door
) -> None:
    ask.clock.move(opened - ask.clock.now())
    data = (await ask(BOUNDARY, as_="erin")).card.data
    assert (data["delegate_from"], data["due"]) == (half, due)


async def test_a_holiday_does_not_count(ask: Door, build: Build) -> None:
    town = build(organisation=holiday(ask.organisation, "2026-11-24"), file="holiday.db")
    data = (await town(BOUNDARY, as_="erin")).card.data
    assert (data["delegate_from"], data["due"]) == (at(25, 13), at(26, 13))


async def test_the_delegate_may_from_exactly_half_the_limit_on(ask: Door) -> None:
    await ask(BOUNDARY, as_="erin")
    ask.clock.move(at(24, 13) - ask.clock.now() - INSTANT)
    early = (await ask(TAKE, as_="carol")).card
    assert error(early) == "not_allowed"
    assert "Ask Bob Castellano; from Tue 24 Nov 13:00 CET on also Carol Mbeki." in str(early.blocks)
    ask.clock.move(INSTANT)
    card = (await ask(TAKE, as_="carol")).card
    assert facts(card)["Decided by"].startswith("Carol Mbeki in place of Bob Castellano")


async def test_the_approver_may_all_the_time(ask: Door) -> None:
    await ask(BOUNDARY, as_="erin")
    await house(ask).later(timedelta(days=9))
    assert error((await ask(TAKE, as_="bob")).card) is None


async def test_the_delegate_of_who_left_need_not_wait(ask: Door, build: Build) -> None:
    await ask(BOUNDARY, as_="erin")
    left = build(organisation=without(ask.organisation, "bob"))
    assert error((await left(TAKE, as_="bob")).card) == "not_allowed"
    assert error((await left(TAKE, as_="carol")).card) is None


async def test_when_the_limit_passes_it_is_raised_and_nothing_is_approved(ask: Door) -> None:
    await ask(BOUNDARY, as_="erin")
    town = house(ask)
    await town.at(at(25, 13) - INSTANT)
    assert error((await ask(TAKE, as_="pat")).card) == "not_allowed"
    said = await town.at(at(25, 13))
    data = (await ask("decision D-1")).card.data
    assert (data["state"], data["escalated_to"], data["outcome"]) == ("escalated", "pat", None)
    late = [each for each in said if each.key.startswith("decision 1 due")]
    assert [each.to for each in late] == ["iot-hub", "@bob", "@carol", "@pat"]
    assert "Pat Romero" in late[0].card.headline
    step = (await history(ask.store, "decision 1"))[-1]
    assert (step.what, step.person) == ("escalated", None)
    card = (await ask(TAKE, as_="pat")).card
    assert card.data["decided_by"] == "pat"


async def test_without_a_manager_the_sponsor_stands_above(ask: Door, build: Build) -> None:
    whole = ask.organisation
    alone = replace(whole.people["bob"], manager=None)
    town = build(organisation=replace(whole, people={**whole.people, "bob": alone}), file="b.db")
    await town(BOUNDARY, as_="erin")
    await house(town).later(timedelta(days=3))
    assert (await town("decision D-1")).card.data["escalated_to"] == "dana"


async def test_whoever_may_decide_already_is_passed_over_when_it_is_raised(ask: Door) -> None:
    """Pat stands in for Bob, and is his manager; above them is Dana."""
    await ask('decide freeze "Do we?"', as_="erin")
    said = await house(ask).later(timedelta(days=3))
    assert (await ask("decision D-1")).card.data["escalated_to"] == "dana"
    late = [each for each in said if each.key.startswith("decision 1 due")]
    assert [each.to for each in late] == ["iot-hub", "@bob", "@dana", "@pat"]
    taken = (await ask("conclude D-1 no because somebody has to", as_="dana")).card
    assert taken.data["decided_by"] == "dana"


async def test_who_hears_that_it_is_late_is_not_told_in_the_same_minute_that_they_may(
    ask: Door,
) -> None:
    """Rapport was away while both halves of the limit passed."""
    await ask(BOUNDARY, as_="erin")
    said = await house(ask).later(timedelta(days=3))
    to_carol = [each.key for each in said if each.to == "@carol"]
    assert to_carol == ["decision 1 due carol"]


async def test_above_the_sponsor_there_is_nobody(ask: Door) -> None:
    await ask('decide slo-change "Do we go to 99.9 %?"', as_="erin")
    await house(ask).later(timedelta(days=3))
    data = (await ask("decision D-1")).card.data
    assert (data["state"], data["escalated_to"]) == ("escalated", None)
    assert error((await ask(TAKE, as_="dana")).card) is None


async def test_the_delegate_is_told_when_they_may_and_where_it_was_asked_nobody_else(
    ask: Door,
) -> None:
    await ask(BOUNDARY, as_="erin")
    said = await house(ask).at(at(24, 13))
    (told,) = [each for each in said if each.key.startswith("decision 1 delegate")]
    assert (told.to, told.otherwise) == ("@carol", "iot-hub")
    assert told.card.headline == (
        "D-1: Is throttling a feature? You may decide it now in place of Bob Castellano"
    )
    assert any(each.says.startswith("form conclude D-1") for each in buttons(told.card))


async def test_nobody_is_reminded_of_what_was_decided(ask: Door) -> None:
    await ask(BOUNDARY, as_="erin")
    await ask(TAKE, as_="bob")
    before = await unasked(ask.store)
    said = await house(ask).at(at(27, 13))
    assert not [each for each in said[len(before) :] if each.key.startswith("decision 1")]


@pytest.mark.parametrize("as_", ["erin", "bob"])
async def test_a_limit_that_is_said_is_in_the_engagement_s_zone(as_: str, ask: Door) -> None:
    """Bob lives in Los Angeles."""
    data = (await ask(f"{BOUNDARY} by 2026-11-26 17:00", as_=as_)).card.data
    assert data["due"] == at(26, 17)
    assert data["delegate_from"] == at(25, 11)  # half of the 28 working hours that are left


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("2h", at(26, 13)),
        ("in 3 hours", at(26, 14)),
        ("1d", at(27, 11)),
        ("2d", at(30, 11)),  # days of work, as in app.yaml
        ("two days", at(30, 11)),
        ("in 2 days", at(28, 11)),
        ("1w", datetime(2026, 12, 3, 10, tzinfo=UTC)),
    ],
)
async def test_a_limit_may_be_a_length_of_time_from_now_on(
    said: str, due: datetime, ask: Door
) -> None:
    ask.clock.move(at(26, 11) - ask.clock.now())
    card = (await ask(f"{BOUNDARY} by={said}", as_="erin")).card
    assert card.data["due"] == due


async def test_working_days_stay_working_days_when_the_service_is_asked_for(ask: Door) -> None:
    ask.clock.move(at(26, 11) - ask.clock.now())
    asked = (await ask('decide boundary "Is it?" by=2d', as_="erin", in_=None)).card
    card = (await ask(buttons(asked)[0].says, as_="erin", in_=None)).card
    assert card.data["due"] == at(30, 11)


async def test_a_right_is_proposed_for_so_many_months_of_the_calendar(ask: Door) -> None:
    for said in ("until=3 months", "until=in 3 months"):
        card = (
            await ask(f"owner propose boundary approver=@carol {said} reason=x", as_="alice")
        ).card
        assert facts(card)["Would hold until"] == "Tue 23 Feb 2027 13:00 CET"
        await ask("owner withdraw 17", as_="alice")
        await ask("owner withdraw 18", as_="alice")
