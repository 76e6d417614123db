"""Nobody gets around what both sides agree on: not in a hurry, unseen, by a file or an example."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.decisions.reading import Deciding
from tests.decisions.house import declaring, house, number_of, without
from tests.door import Build, Door, error, facts
from tests.outbox import unasked

if TYPE_CHECKING:
    from bot.model.decision_rules import DeclaredRight
    from bot.model.organisation import Organisation

SEVERAL = "owner propose freeze approver=@carol reason=she plans both roadmaps"


def with_right(organisation: Organisation, kind: str, **changes: object) -> Organisation:
    """app.yaml of the example with another right of a kind."""
    rights = organisation.engagements["iot-hub"].decisions.rights
    return declaring(
        organisation, "iot-hub", rights=tuple(_changed(each, kind, changes) for each in rights)
    )


def _changed(right: DeclaredRight, kind: str, changes: dict[str, object]) -> DeclaredRight:
    return replace(right, **changes) if right.kind == kind else right  # type: ignore[arg-type] # fields by name


def in_chat(organisation: Organisation) -> Organisation:
    """The same, where nobody has accepted in the file."""
    return declaring(organisation, "iot-hub", accepted_by=None)


async def test_a_short_limit_takes_no_decision_from_its_approver(ask: Door) -> None:
    """Pat asks in a hurry; neither as delegate nor as manager does Pat decide before time."""
    card = (await ask('decide freeze "Do we?" by="in 2 minutes"', as_="pat")).card
    assert card.data["due"] == ask.clock.now() + timedelta(minutes=2)
    await house(ask).later(timedelta(minutes=5))
    early = await ask("conclude D-1 yes because I am quick", as_="pat")
    assert error(early.card) == "not_allowed"
    assert (await ask("decision D-1")).card.data["state"] == "open"
    taken = await ask("conclude D-1 no because it is mine", as_="bob")
    assert taken.card.data["state"] == "decided"


async def test_every_part_that_somebody_loses_is_shown_before_it_is_agreed_to(
    ask: Door, build: Build
) -> None:
    await ask("owner")
    (firmware,) = (
        each
        for each in ask.organisation.engagements["iot-hub"].decisions.rights
        if each.kind == "firmware"
    )
    without_veto = replace(firmware.holders, veto=(), contributors=(), informed=("erin",))
    later = build(
        organisation=in_chat(with_right(ask.organisation, "firmware", holders=without_veto))
    )
    await later("owner")
    card = (await later("owner proposal")).card
    shown = facts(card)
    assert shown["Veto"] == "nobody; until now Trent Kowalski"
    assert shown["Must contribute"].startswith("nobody; until now ")
    assert shown["Informed"].startswith("Erin Gallagher; until now ")
    assert "app.yaml" in card.headline


async def test_another_end_in_the_file_is_a_proposal_too(ask: Door, build: Build) -> None:
    await ask("owner")
    end = date(2027, 12, 1)
    later = build(organisation=in_chat(with_right(ask.organisation, "capacity", expires=end)))
    card = (await later("owner capacity")).card
    assert card.data["state"] == "expired"
    assert facts(card)["Proposed"].startswith("Pat Romero, proposed by Alice Nakamura in app.yaml")


async def test_what_an_example_agreed_on_is_nobody_s_agreement(ask: Door) -> None:
    """Neither what its file accepted nor what was said for people in it."""
    served = ask.core.at_hand
    ask.core.at_hand = replace(served, deciding=Deciding(ask.organisation, ask.store, example=True))
    number = await number_of(ask, SEVERAL, as_="alice")
    await ask(f"owner accept {number}", as_="bob")
    real = in_chat(ask.organisation)
    ask.core.at_hand = replace(served, deciding=Deciding(real, ask.store))
    card = (await ask("owner freeze")).card
    assert error(card) == "conflict"
    assert "example" in card.headline
    assert "Carol" not in str(card)


async def test_a_right_whose_approver_has_left_is_not_said_to_end(ask: Door, build: Build) -> None:
    await ask("owner")
    later = build(organisation=without(ask.organisation, "bob"))
    await house(later).later(timedelta(days=360))
    said = [each.card.headline for each in await unasked(later.store) if "ends-soon" in each.key]
    assert said
    assert not any("Bob" in each for each in said)


async def test_an_open_decision_names_nobody_who_has_left(ask: Door, build: Build) -> None:
    await ask('decide freeze "Do we?"', as_="erin")
    later = build(organisation=without(ask.organisation, "bob"))
    card = (await later("decision D-1", as_="erin")).card
    assert "Bob" not in str(card)
    assert "Pat Romero, in place of somebody who has left, decides" in card.headline
    refused = (await later("conclude D-1 yes because of me", as_="erin")).card
    assert "Bob" not in str(refused)
    taken = (await later("conclude D-1 yes because I stand in", as_="pat")).card
    assert error(taken) is None
