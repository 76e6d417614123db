"""What app.yaml says about rights is proposed once; what it says later is a proposal too."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.decisions.reading import Deciding
from bot.model.right import Origin, RightState
from tests.decisions.house import declaring, everything, history, house, number_of
from tests.door import SERVED, Build, Door, buttons, error, facts
from tests.outbox import unasked

if TYPE_CHECKING:
    from bot.model.organisation import Organisation
    from bot.model.right import DecisionRight, Holders

TWINS = "device-twins"


async def current(ask: Door, engagement: str, kind: str = "freeze") -> list[DecisionRight]:
    """The right and the proposal of a kind, once somebody has looked."""
    await ask(f"owner {engagement}", as_="erin")
    found = await ask.store.transact(lambda tx: tx.rights.current(engagement))
    return [each for each in found if each.kind == kind]


def saying(organisation: Organisation, engagement: str, **holders: str | None) -> Organisation:
    """app.yaml with other people for a freeze."""
    rights = organisation.engagements[engagement].decisions.rights
    changed = tuple(
        replace(each, holders=_with(each.holders, holders)) if each.kind == "freeze" else each
        for each in rights
    )
    return declaring(organisation, engagement, rights=changed)


def _with(holders: Holders, changes: dict[str, str | None]) -> Holders:
    return replace(holders, **changes)  # type: ignore[arg-type] # only people, by name


async def test_the_example_s_are_accepted_already_and_nobody_else_s(ask: Door) -> None:
    (hub,) = await current(ask, "iot-hub")
    (twins,) = await current(ask, TWINS)
    assert (hub.state, hub.proposed_by, hub.decided_by) == (RightState.ACTIVE, "alice", "bob")
    assert (twins.state, twins.proposed_by, twins.decided_by) == (
        RightState.PROPOSED,
        "alice",
        None,
    )
    assert {hub.origin, twins.origin} == {Origin.FILE}


async def test_it_is_proposed_once_however_often_it_is_read(ask: Door, build: Build) -> None:
    await ask("owner")
    before = await everything(ask.store)
    again = build()  # the same store, another process
    await again("owner")
    await again("owner device-twins")
    assert await everything(ask.store) == before


async def test_both_steps_of_the_example_s_are_written_down(ask: Door) -> None:
    (hub,) = await current(ask, "iot-hub")
    steps = await history(ask.store, f"right {hub.number}")
    assert [(each.what, each.person, each.event_key) for each in steps] == [
        ("proposed", "alice", None),
        ("accepted", "bob", None),
    ]


async def test_what_the_file_proposes_is_asked_by_itself_and_only_once(ask: Door) -> None:
    town = house(ask)
    await town.work.tick()
    said = await unasked(ask.store)
    assert [each.to for each in said] == [
        TWINS,
        *("@bob", "@pat"),
        *("@alice", "@mona"),  # in whose name app.yaml speaks
    ]
    assert said[0].card.headline == (
        "app.yaml proposes, in the name of Alice Nakamura, who decides 3 kinds of decision for "
        "Device Twins"
    )
    await town.work.tick(anew=True)
    assert await unasked(ask.store) == said


async def test_what_the_file_proposes_is_accepted_by_the_other_side_alone(ask: Door) -> None:
    (twins,) = await current(ask, TWINS)
    accept = f"owner accept {twins.number}"
    assert error((await ask(accept, as_="mona")).card) == "not_allowed"
    assert error((await ask(accept, as_="pat")).card) is None
    card = (await ask("owner device-twins freeze")).card
    assert card.data["approver"] == "bob"


async def test_nor_does_it_lapse(ask: Door) -> None:
    (twins,) = await current(ask, TWINS)
    assert twins.lapses_at is None


async def test_a_later_change_of_the_file_is_a_proposal_and_never_a_change(
    ask: Door, build: Build
) -> None:
    await number_of(ask, "owner propose device-twins launch approver=@bob reason=x", as_="alice")
    (waiting,) = await current(ask, TWINS)
    await ask(f"owner accept {waiting.number}", as_="bob")
    later = build(organisation=saying(ask.organisation, TWINS, approver="ivan"))
    active, proposed = await current(later, TWINS)
    assert (active.holders.approver, active.state) == ("bob", RightState.ACTIVE)
    assert (proposed.holders.approver, proposed.state) == ("ivan", RightState.PROPOSED)
    card = (await later("owner device-twins freeze")).card
    assert card.data["approver"] == "bob"
    assert f"owner proposal {proposed.number}" in [each.says for each in buttons(card)]
    await later(f"owner accept {proposed.number}", as_="bob")
    assert (await later("owner device-twins freeze")).card.data["approver"] == "ivan"


async def test_a_change_while_the_file_s_own_proposal_waits_takes_its_place(
    ask: Door, build: Build
) -> None:
    (first,) = await current(ask, TWINS)
    later = build(organisation=saying(ask.organisation, TWINS, approver="ivan"))
    (second,) = await current(later, TWINS)
    assert (second.holders.approver, second.number > first.number) == ("ivan", True)
    step = (await history(ask.store, f"right {first.number}"))[-1]
    assert (step.what, step.after["because"]) == (
        "withdrawn",
        "app.yaml says something else by now",
    )


async def test_a_file_that_was_brought_up_to_what_people_agreed_on_proposes_nothing(
    ask: Door, build: Build
) -> None:
    await ask("owner")
    number = await number_of(
        ask, "owner propose freeze approver=@carol reason=she plans both", as_="alice"
    )
    await ask(f"owner accept {number}", as_="bob")
    unaccepted = declaring(ask.organisation, "iot-hub", accepted_by=None)
    later = build(organisation=saying(unaccepted, "iot-hub", approver="carol"))
    (active,) = await current(later, "iot-hub")
    assert (active.number, active.state) == (number, RightState.ACTIVE)


async def test_a_change_of_the_file_waits_until_what_chat_proposed_is_answered(
    ask: Door, build: Build
) -> None:
    await ask("owner")
    number = await number_of(
        ask, "owner propose freeze approver=@carol reason=she plans both", as_="alice"
    )
    unaccepted = declaring(ask.organisation, "iot-hub", accepted_by=None)
    later = build(organisation=saying(unaccepted, "iot-hub", approver="ivan"))
    _, waiting = await current(later, "iot-hub")
    assert waiting.number == number
    await later(f"owner decline {number} not now", as_="bob")
    active, proposed = await current(later, "iot-hub")
    assert (active.holders.approver, proposed.holders.approver) == ("bob", "ivan")
    assert proposed.origin is Origin.FILE


async def test_each_version_is_one_more(ask: Door, build: Build) -> None:
    (first,) = await current(ask, TWINS)
    later = build(organisation=saying(ask.organisation, TWINS, approver="ivan"))
    (second,) = await current(later, TWINS)
    assert (first.version, second.version) == (1, 2)


async def test_what_the_file_does_not_say_any_more_is_not_asked_any_more(
    ask: Door, build: Build
) -> None:
    """Whoever asks first: the question of before is changed, and another one asked."""
    served = Deciding(ask.organisation, ask.store, SERVED)
    ask.core.at_hand = replace(ask.core.at_hand, deciding=served)
    await ask("owner device-twins", as_="erin")
    before = [each for each in await unasked(ask.store) if each.to == TWINS]
    organisation = saying(ask.organisation, TWINS, approver="ivan")
    ask.clock.move(timedelta(hours=1))
    later = build(organisation=organisation)
    served = Deciding(organisation, later.store, SERVED)
    later.core.at_hand = replace(later.core.at_hand, deciding=served)

    await later("owner device-twins", as_="erin")

    after = [each for each in await unasked(later.store) if each.to == TWINS]
    gone, asked = [each.card for each in after[len(before) :]]
    assert gone.headline.endswith("who decides 3 kinds of decision for Device Twins; 2 still wait")
    assert facts(gone)["15 Freeze or reallocation"] == (
        "Bob Castellano · was withdrawn by Alice Nakamura: app.yaml says something else by now"
    )
    assert asked.headline.startswith("app.yaml proposes, in the name of Alice Nakamura, that Ivan")
