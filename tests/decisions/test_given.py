"""A decision that is given to somebody else: they are asked, and whoever was asked before is told.

So it goes with a draft that somebody may decide by now, with an incident's command, and with what
was asked of people who have left.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.decisions.house import history, house, number_of, without
from tests.door import Build, Door, buttons, error, facts
from tests.outbox import arrive, unasked

if TYPE_CHECKING:
    from tests.outbox import Unasked

SEVERITY = 'decide severity "Is it a SEV1?"'
BOUNDARY = 'decide boundary "Is throttling a feature?"'
TAKE = "conclude D-1 yes because customers see it"


async def shown(ask: Door) -> dict[str, Unasked]:
    """What stands now, by the key under which it was said at first."""
    standing = {each.key for each in await ask.store.transact(lambda tx: tx.outbox.standing(""))}
    return {each.key: each for each in await unasked(ask.store) if each.key in standing}


def asks(said: Unasked) -> bool:
    """Whether something can be decided on it."""
    return any(each.says.startswith("form conclude") for each in buttons(said.card))


def asked(said: dict[str, Unasked]) -> list[str]:
    """Before whom something stands on which it can be decided."""
    return sorted(each.to for each in said.values() if asks(each))


@pytest.fixture
async def commanded(ask: Door) -> Door:
    """Erin commands, and is asked something about it."""
    await ask("incident on SEV2 @erin", as_="frank")
    await ask(SEVERITY, as_="carol")
    return ask


@pytest.mark.parametrize("arrived", [True, False])
async def test_who_loses_the_command_is_told_and_who_gets_it_is_asked(
    arrived: bool, commanded: Door
) -> None:
    assert asked(await shown(commanded)) == ["@erin", "iot-hub"]
    if arrived:
        await arrive(commanded.store, now=commanded.clock.now())
    await commanded("incident on SEV2 @grace", as_="bob")
    told = {each.to for each in await unasked(commanded.store) if " changed " in each.key}
    assert told == {"@erin", "@grace", "iot-hub"}
    now = await shown(commanded)
    assert asked(now) == ["@grace", "iot-hub"]
    about = [each.card.headline for each in now.values() if each.card.headline.startswith("D-1")]
    assert set(about) == {"D-1: Is it a SEV1? Grace Lindqvist decides"}
    assert len(about) == 3


async def test_who_takes_the_command_themself_is_asked_as_well(commanded: Door) -> None:
    await commanded("incident on SEV2 @alice", as_="alice")
    assert asked(await shown(commanded)) == ["@alice", "iot-hub"]


async def test_it_goes_back_and_forth_and_each_time_they_are_asked(commanded: Door) -> None:
    for person in ("grace", "erin", "grace"):
        await commanded(f"incident on SEV2 @{person}", as_="bob")
        assert asked(await shown(commanded)) == sorted([f"@{person}", "iot-hub"])
    keys = [each.key for each in await unasked(commanded.store)]
    assert max(key.count(" is ") for key in keys) == 1, "they do not grow"
    await commanded("conclude D-1 no because it is one region", as_="grace")
    assert asked(await shown(commanded)) == []


async def test_its_limit_begins_anew_and_the_old_one_counts_no_more(commanded: Door) -> None:
    town = house(commanded)
    await town.later(timedelta(hours=3))  # of the sixteen in which it is to be decided
    await commanded("incident on SEV2 @grace", as_="bob")
    due: Any = (await commanded("decision D-1")).card.data["due"]
    await town.at(due - timedelta(milliseconds=1))
    assert (await commanded("decision D-1")).card.data["state"] == "open"
    said = await town.at(due)
    assert (await commanded("decision D-1")).card.data["state"] == "escalated"
    late = {each.to for each in said if each.key.startswith("decision 1 due ")}
    assert late == {"iot-hub", "@grace", "@mona"}


async def test_it_is_said_again_that_it_is_late_once_it_was_given_anew(commanded: Door) -> None:
    town = house(commanded)
    await town.later(timedelta(days=3))
    await commanded("incident on SEV2 @grace", as_="bob")
    said = await town.later(timedelta(days=5))
    late = [each.to for each in said if each.card.headline.startswith("D-1 is late:")]
    assert late == ["iot-hub", "@erin", "@mona", "iot-hub", "@grace", "@mona"]


@pytest.fixture
async def left(ask: Door, build: Build) -> Door:
    """Bob was asked, and has left; so has Carol, who stood in for him."""
    await ask(BOUNDARY, as_="erin")
    return build(organisation=without(ask.organisation, "bob", "carol"))


async def agree(ask: Door, person: str) -> None:
    wish = f"owner propose boundary approver=@{person} reason=somebody has to"
    number = await number_of(ask, wish, as_="alice")
    assert error((await ask(f"owner accept {number}", as_="pat")).card) is None


async def test_what_nobody_is_left_to_decide_goes_to_whom_both_sides_agree_on(left: Door) -> None:
    refused = (await left(TAKE, as_="ivan")).card
    assert error(refused) == "not_allowed"
    assert "owner propose iot-hub boundary approver=" in str(refused.blocks)
    assert "Ask " not in str(refused.blocks)
    await agree(left, "ivan")
    assert set(asked(await shown(left))) - {"@bob"} == {"@ivan", "iot-hub"}
    data = (await left("decision D-1", as_="erin")).card.data
    assert (data["state"], data["approver"], data["delegate"]) == ("open", "ivan", None)
    assert (await history(left.store, "decision 1"))[-1].what == "given to an approver"
    assert error((await left(TAKE, as_="ivan")).card) is None


async def test_so_it_does_though_it_is_late_and_others_stand_above(left: Door) -> None:
    town = house(left)
    await town.later(timedelta(days=3))
    assert (await left("decision D-1", as_="erin")).card.data["escalated_to"] == "pat"
    assert "Ask Pat Romero." in str((await left(TAKE, as_="ivan")).card.blocks)
    await agree(left, "ivan")
    data = (await left("decision D-1", as_="erin")).card.data
    assert (data["state"], data["approver"], data["escalated_to"]) == ("open", "ivan", None)
    assert set(asked(await shown(left))) - {"@bob"} == {"@ivan", "iot-hub"}
    assert error((await left(TAKE, as_="pat")).card) == "not_allowed"


async def test_what_a_delegate_is_left_to_decide_stays_theirs(ask: Door, build: Build) -> None:
    await ask(BOUNDARY, as_="erin")
    left = build(organisation=without(ask.organisation, "bob"))
    await agree(left, "ivan")
    assert error((await left(TAKE, as_="ivan")).card) == "not_allowed"
    assert error((await left(TAKE, as_="carol")).card) is None


async def test_what_was_agreed_before_they_left_is_found_by_itself(ask: Door, build: Build) -> None:
    await ask(BOUNDARY, as_="erin")
    number = await number_of(ask, "owner propose boundary approver=@ivan reason=x", as_="alice")
    await ask(f"owner accept {number}", as_="pat")
    assert (await ask("decision D-1")).card.data["approver"] == "bob"
    left = build(organisation=without(ask.organisation, "bob", "carol"))
    await house(left).later(timedelta(minutes=10))
    assert (await left("decision D-1", as_="erin")).card.data["approver"] == "ivan"


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_draft_that_begins_is_noticed_also_by_who_accepted_for_themself(
    arrived: bool, ask: Door
) -> None:
    await ask('decide capacity "Disks?"', as_="erin")
    if arrived:
        await arrive(ask.store, now=ask.clock.now())
    number = await number_of(ask, "owner propose capacity approver=@bob reason=x", as_="alice")
    await ask(f"owner accept {number}", as_="bob")
    said = [each for each in await unasked(ask.store) if each.key.startswith("decision 1 opened")]
    assert [each.to for each in said] == ["iot-hub", "@bob"]
    drafted = [each for each in (await shown(ask)).values() if " drafted " in each.key]
    assert [each.card.headline for each in drafted] == ["D-1 is open: Disks?"] * arrived
    # Nothing is a change of the draft's post but that, for a change notifies nobody.
    replaced = await replacing(ask, "decision 1 opened")
    assert replaced == [None, None]
    assert facts(said[0].card)["Decides"] == "Bob Castellano"


async def replacing(ask: Door, key: str) -> list[object]:
    """What is replaced by what was put in under keys that begin so."""
    rows = await ask.store.transact(
        lambda tx: tx.connection.execute(  # type: ignore[attr-defined] # a look behind the port
            "SELECT replaces FROM outbox WHERE key LIKE ? ORDER BY number", (f"{key}%",)
        ).fetchall()
    )
    return [row[0] for row in rows]
