"""Both sides agree on who decides: one proposes, the other accepts in chat; it holds at once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.decisions.snapshots import snapshot
from tests.decisions.house import everything, history, number_of, say
from tests.door import buttons, error, facts
from tests.outbox import unasked

if TYPE_CHECKING:
    from bot.model.right import DecisionRight
    from tests.door import Door

PROPOSE = "owner propose freeze approver=@carol reason=she plans both roadmaps"
SAID = "https://chat.example/m/1"
ANSWERED = "https://chat.example/m/2"


async def active(ask: Door) -> DecisionRight:
    """The right to freeze."""
    current = await ask.store.transact(lambda tx: tx.rights.current("iot-hub"))
    (found,) = (each for each in current if (each.kind, each.state.value) == ("freeze", "active"))
    return found


async def approver(ask: Door, kind: str = "freeze") -> object:
    return (await ask(f"owner {kind}", as_="erin")).card.data["approver"]


async def test_what_one_side_proposes_holds_once_the_other_accepts(ask: Door) -> None:
    """The SRE lead proposes, the product lead accepts, and the answer changes with its basis."""
    assert await approver(ask) == "bob"
    number = await number_of(ask, PROPOSE, as_="alice")
    assert await approver(ask) == "bob"

    accepted = await ask(f"owner accept {number}", as_="bob")

    assert accepted.card.headline.startswith("Agreed: Carol Mbeki decides")
    after = (await ask("owner freeze")).card
    assert after.data["approver"] == "carol"
    assert after.data["version"] == 2
    assert facts(after)["3 Named approver"] == "Carol Mbeki, version 2 of this right"
    assert "proposed by Alice Nakamura, accepted by Bob Castellano" in str(after.why)


async def test_it_works_the_other_way_round_as_well(ask: Door) -> None:
    number = await number_of(ask, PROPOSE, as_="pat")
    assert error((await ask(f"owner accept {number}", as_="bob")).card) == "not_allowed"
    assert error((await ask(f"owner accept {number}", as_="mona")).card) is None
    assert await approver(ask) == "carol"


async def test_the_only_one_that_waits_needs_no_number(ask: Door) -> None:
    number = await number_of(ask, PROPOSE, as_="bob")
    card = (await ask("owner accept", as_="alice")).card
    assert (card.data["number"], card.data["state"]) == (number, "active")


async def test_of_several_the_number_has_to_be_said_but_where_one_is_at_home(ask: Door) -> None:
    await ask(PROPOSE, as_="alice")
    # Three of app.yaml wait as well, for another engagement.
    several = (await ask("owner accept", as_="bob", in_=None)).card
    assert error(several) == "conflict"
    assert await approver(ask) == "bob"
    there = (await ask("owner accept", as_="bob", in_="iot-hub")).card
    assert there.data["state"] == "active"
    assert await approver(ask) == "carol"


async def test_the_other_side_is_asked_in_the_channel_and_directly(ask: Door) -> None:
    """With buttons; only its leads hear of it."""
    number = await number_of(ask, PROPOSE, as_="alice")
    question, *direct = await unasked(ask.store)
    what = "Carol Mbeki decides freeze or reallocation for IoT Hub"
    says = f"Alice Nakamura proposes that {what} (proposal {number})"
    assert question.said == ("iot-hub", says)
    assert question.card.asks
    assert [each.to for each in direct] == ["@bob", "@pat"]
    assert [each.says for each in buttons(question.card)] == [
        f"owner accept {number}",
        f"form owner decline {number}",
        f"owner withdraw {number}",
    ]


async def test_what_was_asked_is_changed_once_it_is_answered(ask: Door) -> None:
    """Nobody finds a button that does nothing any more, and whom it concerns hears of it."""
    number = await number_of(ask, PROPOSE, as_="alice")
    asked = await unasked(ask.store)
    await ask(f"owner accept {number}", as_="bob")
    said = await unasked(ask.store)
    assert {each.state for each in said[: len(asked)]} == {"superseded"}
    agreed = said[len(asked) :]
    assert {each.card.headline for each in agreed} == {
        "Agreed: Carol Mbeki decides freeze or reallocation for IoT Hub"
    }
    # The channel, who proposed it, the new approver, the delegate, and the leads that were asked.
    assert sorted(each.to for each in agreed) == ["@alice", "@bob", "@carol", "@pat", "iot-hub"]
    assert not any("owner accept" in each.says for u in agreed for each in buttons(u.card))


@pytest.mark.parametrize(
    ("as_", "typed", "became"),
    [
        ("bob", "owner decline {} let us settle the charter first", "declined"),
        ("alice", "owner withdraw {}", "withdrawn"),
        ("mona", "owner withdraw {} it was too early", "withdrawn"),
    ],
)
async def test_declined_or_withdrawn_nothing_changes_and_its_proposer_hears(
    as_: str, typed: str, became: str, ask: Door
) -> None:
    number = await number_of(ask, PROPOSE, as_="alice")
    before = await unasked(ask.store)
    card = (await ask(typed.format(number), as_=as_)).card
    assert card.data["state"] == became
    assert await approver(ask) == "bob"
    said = await unasked(ask.store)
    assert {each.state for each in said[: len(before)]} == {"superseded"}
    told = {each.to for each in said[len(before) :]}
    assert "iot-hub" in told
    assert ("@alice" in told) == (as_ != "alice")
    assert error((await ask(f"owner accept {number}", as_="pat")).card) == "conflict"


async def test_to_decline_a_reason_is_needed(ask: Door) -> None:
    number = await number_of(ask, PROPOSE, as_="alice")
    assert error((await ask(f"owner decline {number}", as_="bob")).card) == "usage"
    card = (await ask(f"owner decline {number} no budget for it", as_="bob")).card
    assert facts(card)["Because"] == "no budget for it"


async def test_it_can_be_proposed_again_after_it_was_declined(ask: Door) -> None:
    first = await number_of(ask, PROPOSE, as_="alice")
    await ask(f"owner decline {first} not now", as_="bob")
    second = await number_of(ask, PROPOSE, as_="alice")
    await ask(f"owner accept {second}", as_="bob")
    assert await approver(ask) == "carol"


async def test_the_same_event_twice_does_it_once(ask: Door) -> None:
    first = await say(ask, PROPOSE, as_="alice", key="e-1")
    assert first is not None
    assert await say(ask, PROPOSE, as_="alice", key="e-1") is None
    number = first.card.data["number"]
    pressed = f"owner accept {number}"
    assert await say(ask, pressed, as_="bob", key="e-2", pressed=True) is not None
    before = await everything(ask.store)
    assert await say(ask, pressed, as_="bob", key="e-2", pressed=True) is None
    again = await say(ask, pressed, as_="bob", key="e-3", pressed=True)
    assert again is not None
    assert error(again.card) == "conflict"
    assert await everything(ask.store) == before


async def test_the_agreement_is_written_down_with_who_when_what_and_where(ask: Door) -> None:
    """Before and after, and a link to what was said; and what became of the right before it."""
    proposed = await say(ask, PROPOSE, as_="alice", key="e-1", link=SAID)
    assert proposed is not None
    number = proposed.card.data["number"]
    former = await active(ask)
    ask.clock.move(timedelta(hours=1))
    await say(ask, f"owner accept {number}", as_="bob", key="e-2", link=ANSWERED)
    first, last = await history(ask.store, f"right {number}")
    assert (first.what, first.person, first.event_key, first.link) == (
        "proposed",
        "alice",
        "e-1",
        SAID,
    )
    assert (last.what, last.person, last.event_key, last.link) == (
        "accepted",
        "bob",
        "e-2",
        ANSWERED,
    )
    assert last.at - first.at == timedelta(hours=1)
    assert last.before == snapshot(former)
    assert last.after == snapshot(await active(ask))
    ended = (await history(ask.store, f"right {former.number}"))[-1]
    assert (ended.what, ended.person, ended.after["state"]) == ("superseded", "bob", "superseded")
    why = str((await ask("why owner freeze")).card)
    assert SAID in why
    assert ANSWERED in why
