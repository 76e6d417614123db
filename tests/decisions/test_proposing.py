"""What can be proposed, and what is left as it was where nobody says anything about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.decisions.house import everything, number_of, without
from tests.door import Build, Door, buttons, error, facts

if TYPE_CHECKING:
    from bot.model.right import DecisionRight

PROPOSE = "owner propose freeze approver=@carol reason=she plans both roadmaps"


async def right(ask: Door, number: int) -> DecisionRight:
    found = await ask.store.transact(lambda tx: tx.rights.find(number))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "typed",
    [
        "owner propose device-twins boundary @carol because she knows",
        "owner propose @carol boundary device twins because she knows",
        "owner propose boundary device-twins carol mbeki reason=she knows",
        "owner propose boundary for device twins to carol because she knows",
    ],
)
async def test_the_approver_is_told_from_the_decision_and_the_service(
    typed: str, ask: Door
) -> None:
    card = (await ask(typed, as_="alice")).card
    assert card.headline.startswith("Proposed: Carol Mbeki decides boundary class for Device Twins")


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("owner propose boundary carrol because x", "anybody called “carrol”"),
        ("owner propose frezee @carol because x", "a decision called “frezee”"),
        (
            "owner propose boundary @carol approver=@bob because x",
            "does not know what to do with “@carol”",
        ),
    ],
)
async def test_what_is_no_approver_is_said(typed: str, complaint: str, ask: Door) -> None:
    card = (await ask(typed, as_="alice")).card
    assert error(card) is not None
    assert complaint in card.headline


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("owner propose freeze approver=@nobody reason=x", "not_found", "nobody"),
        ("owner propose freeze reason=x", "usage", "approver"),
        ("owner propose freeze approver=@carol", "usage", "reason"),
        (
            "owner propose freeze approver=@carol delegate=@carol reason=x",
            "usage",
            "Carol Mbeki cannot stand in for themself",
        ),
        (
            "owner propose freeze approver=@peggy reason=x",
            "usage",
            "Peggy Okonkwo is not active any more",
        ),
        (
            "owner propose freeze approver=@carol delegate=@peggy reason=x",
            "usage",
            "Peggy Okonkwo is not active any more",
        ),
        (
            "owner propose freeze approver=@carol until=2026-11-01 reason=x",
            "usage",
            "over already",
        ),
        ("owner propose prioritization approver=@carol reason=x", "usage", "covers several"),
        ("owner propose frezee approver=@carol reason=x", "not_found", "frezee"),
    ],
)
async def test_what_cannot_be_is_refused_kindly_and_changes_nothing(
    typed: str, code: str, said: str, build: Build, ask: Door
) -> None:
    left = build(organisation=without(ask.organisation, "peggy"), file="left.db")
    await left("owner")
    before = await everything(left.store)
    card = (await left(typed, as_="alice")).card
    assert error(card) == code
    assert said in f"{card.headline} {card.blocks}"
    assert len(card.blocks) > 0, "no next step"
    assert await everything(left.store) == before


async def test_of_a_word_that_covers_several_kinds_each_is_offered(ask: Door) -> None:
    card = (await ask("owner propose prioritization approver=@carol reason=x", as_="alice")).card
    offered = [each.says for each in buttons(card)]
    for kind, says in zip(("repair-items", "sre-projects", "hybrid-items"), offered, strict=True):
        assert kind in says
        assert error((await ask(says, as_="alice")).card) is None


async def test_of_each_kind_only_one_proposal_waits(ask: Door) -> None:
    number = await number_of(ask, PROPOSE, as_="alice")
    before = await everything(ask.store)
    card = (await ask("owner propose freeze approver=@pat reason=he may", as_="bob")).card
    assert error(card) == "conflict"
    assert card.headline == (
        f"Proposal {number} waits already: Alice Nakamura proposed Carol Mbeki."
    )
    assert await everything(ask.store) == before
    other = (await ask("owner propose launch approver=@pat reason=he may", as_="bob")).card
    assert error(other) is None


async def test_who_has_proposed_it_may_propose_something_else_once_it_is_withdrawn(
    ask: Door,
) -> None:
    first = await number_of(ask, PROPOSE, as_="alice")
    await ask(f"owner withdraw {first}", as_="alice")
    second = await number_of(ask, PROPOSE, as_="alice")
    assert second == first + 1
    versions = [(await right(ask, number)).version for number in (first, second)]
    assert versions == [2, 3]


async def test_what_is_left_out_stays_as_it_was(ask: Door) -> None:
    """Even if this is the very first that anybody says."""
    number = await number_of(ask, PROPOSE, as_="alice")
    new = await right(ask, number)
    old = next(
        each
        for each in await ask.store.transact(lambda tx: tx.rights.current("iot-hub"))
        if each.kind == "freeze"
    )
    assert new.holders == replace(old.holders, approver="carol")
    assert new.basis == old.basis == "error budget policy v2 §3"


async def test_what_is_said_is_changed(ask: Door) -> None:
    number = await number_of(
        ask,
        "owner propose freeze approver=@carol delegate=@ivan driver=@erin "
        "basis=charter v4 §2 reason=she plans both",
        as_="alice",
    )
    new = await right(ask, number)
    assert (new.holders.delegate, new.holders.driver) == ("ivan", "erin")
    assert (new.basis, new.reason) == ("charter v4 §2", "she plans both")


async def test_a_delegate_who_becomes_the_approver_stands_in_no_more(ask: Door) -> None:
    number = await number_of(ask, "owner propose freeze approver=@pat reason=he may", as_="alice")
    assert (await right(ask, number)).holders.delegate is None


@pytest.mark.parametrize("nobody", ["none", "nobody", "No one", "-", '""', "@nobody"])
@pytest.mark.parametrize("part", ["delegate", "driver"])
async def test_a_part_is_taken_away_where_nobody_is_to_have_it(
    part: str, nobody: str, ask: Door
) -> None:
    """And the other side sees who loses it."""
    typed = f"owner propose freeze approver=@bob {part}={nobody} reason=one is enough"
    answer = (await ask(typed, as_="alice")).card
    assert error(answer) is None, answer.headline
    holders = (await right(ask, 17)).holders
    assert getattr(holders, part) is None
    assert (holders.delegate or holders.driver) in {"pat", "alice"}
    lost = {"delegate": ("Delegate", "Pat Romero"), "driver": ("Drives", "Alice Nakamura")}
    label, name = lost[part]
    question = (await ask("owner proposal 17")).card
    assert facts(question)[label] == f"nobody; until now {name}"
    await ask("owner accept 17", as_="bob")
    assert (await ask("owner freeze")).card.data[part] is None


async def test_without_a_usual_driver_nobody_drives_if_somebody_says_so(ask: Door) -> None:
    typed = "owner propose device-twins accept-pager approver=@mona driver=none reason=x"
    number = await number_of(ask, typed, as_="alice")
    assert (await right(ask, number)).holders.driver is None


async def test_the_form_says_what_stays_and_offers_nobody(ask: Door) -> None:
    form = (await ask("form owner propose freeze", as_="alice")).form
    assert form is not None
    inputs = {each.name: each for each in form.inputs}
    for part in ("delegate", "driver"):
        assert inputs[part].otherwise == "As it is now"
        assert inputs[part].choices[0].label == "Nobody"
        assert "as it is now when left out" in inputs[part].hint
    assert "Nobody" not in {each.label for each in inputs["approver"].choices}
    fields = {"decision": "freeze", "approver": "bob", "reason": "one is enough"}
    kept = await ask("owner propose", as_="alice", fields=fields)
    assert facts(kept.card)["Delegate"] == "Pat Romero"
    await ask("owner withdraw 17", as_="alice")
    nobody = inputs["delegate"].choices[0].value
    lost = await ask("owner propose", as_="alice", fields={**fields, "delegate": nobody})
    assert facts(lost.card)["Delegate"] == "nobody; until now Pat Romero"


async def test_who_left_is_not_carried_over(ask: Door, build: Build) -> None:
    left = build(organisation=without(ask.organisation, "pat", "alice"), file="left.db")
    number = await number_of(left, "owner propose freeze approver=@carol reason=x", as_="mona")
    holders = (await right(left, number)).holders
    assert (holders.delegate, holders.driver) == (None, None)


async def test_what_nobody_ever_agreed_on_takes_the_usual_parts(ask: Door) -> None:
    number = await number_of(
        ask, "owner propose device-twins accept-pager approver=@mona reason=x", as_="alice"
    )
    holders = (await right(ask, number)).holders
    assert (holders.driver, holders.delegate, holders.informed) == ("alice", None, ())


@pytest.mark.parametrize("as_", ["alice", "bob", "mona"])
async def test_an_end_is_in_the_engagement_s_zone_whoever_says_it_where(
    as_: str, ask: Door
) -> None:
    """Alice lives in Berlin, Bob in Los Angeles; they agree on one instant."""
    day = "owner propose freeze approver=@carol until=2026-12-24 reason=x"
    hour = "owner propose launch approver=@carol until=2026-12-24 18:00 reason=x"
    midnight = await right(ask, await number_of(ask, day, as_=as_))
    evening = await right(ask, await number_of(ask, hour, as_=as_))
    assert midnight.expires == datetime(2026, 12, 23, 23, tzinfo=UTC)
    assert evening.expires == datetime(2026, 12, 24, 17, tzinfo=UTC)


async def test_each_reads_the_end_where_they_are(ask: Door) -> None:
    typed = "owner propose freeze approver=@carol until=2026-12-24 18:00 reason=x"
    assert facts((await ask(typed, as_="bob")).card)["Would hold until"] == "Thu 24 Dec 09:00 PST"
    card = (await ask("owner proposal 17", as_="alice")).card
    assert facts(card)["Would hold until"] == "Thu 24 Dec 18:00 CET"


async def test_without_an_end_it_holds_for_twelve_months_from_its_acceptance(ask: Door) -> None:
    number = await number_of(ask, PROPOSE, as_="alice")
    assert (await right(ask, number)).expires is None
    await ask(f"owner accept {number}", as_="bob")
    assert (await right(ask, number)).expires == datetime(2027, 11, 23, 12, tzinfo=UTC)


async def test_who_left_after_it_was_proposed_cannot_be_agreed_on(ask: Door, build: Build) -> None:
    number = await number_of(ask, PROPOSE, as_="alice")
    later = build(organisation=without(ask.organisation, "carol"))  # the same store
    card = (await later(f"owner accept {number}", as_="bob")).card
    assert error(card) == "conflict"
    assert "Carol Mbeki is not active any more" in card.headline
    assert (await later("owner freeze")).card.data["approver"] == "bob"
    assert error((await later(f"owner decline {number} gone", as_="bob")).card) is None


async def test_a_form_proposes_as_words_do(ask: Door) -> None:
    fields = {"decision": "freeze", "approver": "carol", "reason": "she plans both roadmaps"}
    card = (await ask("owner propose", as_="alice", fields=fields)).card
    assert card.data["approver"] == "carol"
    opened = await ask("form owner propose iot-hub freeze", as_="alice")
    assert opened.form is not None
