"""``decide`` opens a decision; whoever owns it takes it, with an outcome and the reason for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.decisions.snapshots import snapshot
from tests.decisions.house import everything, history, number_of, say
from tests.door import buttons, error, facts
from tests.outbox import unasked

if TYPE_CHECKING:
    from tests.door import Door

FREEZE = 'decide freeze "Do we freeze until the gate is in?" options yes | no | later'
TAKE = "conclude D-1 yes because two bad releases went past it"
LINK = "https://chat.example/m/"


async def test_its_approver_is_asked_and_decides(ask: Door) -> None:
    opened = (await ask(FREEZE, as_="erin")).card
    data = opened.data
    assert (data["decision"], data["state"], data["approver"], data["delegate"]) == (
        "D-1",
        "open",
        "bob",
        "pat",
    )
    assert data["options"] == ["yes", "no", "later"]
    before = await unasked(ask.store)
    assert {each.to for each in before} >= {"iot-hub", "@bob"}
    taken = (await ask(TAKE, as_="bob")).card
    assert taken.data["state"] == "decided"
    assert (taken.data["outcome"], taken.data["decided_by"]) == ("yes", "bob")
    assert facts(taken)["Because"] == "two bad releases went past it"
    # Nobody finds buttons for what was decided; the channel, who asked and who is informed hear.
    after = await unasked(ask.store)
    assert {each.state for each in after[: len(before)]} == {"superseded"}
    told = {each.to for each in after[len(before) :] if " decided " in each.key}
    assert told == {"iot-hub", "@erin", "@dana"}


async def test_plain_words_decide_as_well(ask: Door) -> None:
    await ask(FREEZE, as_="erin")
    card = (await ask("decide D-1 as later because the gate comes on Friday", as_="bob")).card
    assert card.data["outcome"] == "later"


@pytest.mark.parametrize("typed", ["decide D-1 yes", "decide #1 yes", "decide d-1 as yes"])
async def test_what_is_said_of_a_number_decides_that_one(typed: str, ask: Door) -> None:
    await ask(FREEZE, as_="erin")
    card = (await ask(typed, as_="bob")).card
    assert "needs to know why" in card.headline
    (fill_in,) = buttons(card)
    assert fill_in.says == f"form conclude {typed.split()[1]} yes"
    form = (await ask(fill_in.says, as_="bob")).form
    assert form is not None
    assert {each.name: each.value for each in form.inputs if each.value} == {
        "number": "1",
        "outcome": "yes",
    }


async def test_a_decision_by_number_takes_the_same_small_words(ask: Door) -> None:
    await ask(FREEZE, as_="erin")
    said = "decide D-1 yes until 2026-12-01 because two bad releases went past it"
    taken = (await ask(said, as_="bob")).card
    assert (taken.data["outcome"], taken.data["rationale"]) == (
        "yes",
        "two bad releases went past it",
    )
    assert taken.data["expires"] == datetime(2026, 11, 30, 23, tzinfo=UTC)


async def test_a_question_that_begins_with_a_small_word_is_offered_in_quotation_marks(
    ask: Door,
) -> None:
    card = (await ask("decide freeze until when do we freeze?", as_="erin")).card
    assert error(card) == "usage"
    assert "In quotation marks “until” is a part of it" in str(card.blocks)
    (fill_in,) = buttons(card)
    assert fill_in.says == 'form decide freeze "until when do we freeze"'
    form = (await ask(fill_in.says, as_="erin")).form
    assert form is not None
    known = {each.name: each.value for each in form.inputs if each.value}
    assert known["question"] == "until when do we freeze"


@pytest.mark.parametrize("typed", ["decide freeze by friday", "decide freeze by=friday"])
async def test_where_a_small_word_led_to_what_it_leads_to_the_question_alone_is_missing(
    typed: str, ask: Door
) -> None:
    card = (await ask(typed, as_="erin")).card
    assert [each.says for each in buttons(card)] == ["form decide freeze by friday"]


async def test_only_an_option_can_be_decided_where_there_are_any(ask: Door) -> None:
    await ask(FREEZE, as_="erin")
    before = await everything(ask.store)
    card = (await ask("conclude D-1 perhaps because who knows", as_="bob")).card
    assert error(card) == "usage"
    assert [each.says for each in buttons(card)] == [
        f"form conclude D-1 {each}" for each in ("yes", "no", "later")
    ]
    assert await everything(ask.store) == before
    assert (await ask("conclude D-1 LATER because so", as_="bob")).card.data["outcome"] == "later"


async def test_where_there_are_none_anything_can(ask: Door) -> None:
    await ask('decide freeze "How long?"', as_="erin")
    card = (await ask("conclude D-1 for a week because of the gate", as_="bob")).card
    assert card.data["outcome"] == "for a week"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ('decide freeze "Really?" options yes', "usage"),
        ('decide freeze "Really?" options a b c d e f g h i j k l', "usage"),
        ('decide freeze "Really?" by 2026-11-01', "usage"),
        ('decide freeze "Really?" reversible=perhaps', "usage"),
        ('decide freeze "Really?" supersedes=D-9', "not_found"),
        ("decide freeze", "usage"),
        ('decide prioritization "Which?"', "usage"),
    ],
)
async def test_what_cannot_be_asked_is_refused(typed: str, code: str, ask: Door) -> None:
    card = (await ask(typed, as_="erin")).card
    assert error(card) == code
    assert await unasked(ask.store) == []


async def test_what_nobody_owns_stays_a_draft_until_somebody_does(ask: Door) -> None:
    card = (await ask('decide capacity "Do we double it?"', as_="erin")).card
    assert (card.data["state"], card.data["approver"], card.data["due"]) == ("draft", None, None)
    assert "Pat" not in repr(card)
    early = (await ask("conclude D-1 yes because so", as_="pat")).card
    assert error(early) == "conflict"
    number = await number_of(ask, "owner propose capacity approver=@ivan reason=x", as_="bob")
    ask.clock.move(timedelta(hours=1))
    await ask(f"owner accept {number}", as_="alice")
    opened = (await ask("decision D-1")).card
    assert (opened.data["state"], opened.data["approver"]) == ("open", "ivan")
    # Its clock starts when somebody can take it.
    assert opened.data["due"] == datetime(2026, 11, 25, 13, tzinfo=UTC)
    steps = await history(ask.store, "decision 1")
    assert [each.what for each in steps] == ["opened", "given to an approver"]
    asked = [each for each in await unasked(ask.store) if each.key.startswith("decision 1 ")]
    assert [(each.to, each.state) for each in asked][:1] == [("iot-hub", "superseded")]
    assert ("@ivan", "pending") in [(each.to, each.state) for each in asked]
    assert error((await ask("conclude D-1 yes because so", as_="ivan")).card) is None


async def test_the_steps_hold_who_when_what_and_where(ask: Door) -> None:
    await say(ask, FREEZE, as_="erin", key="e-1", link=f"{LINK}1", thread="t1")
    await say(ask, TAKE, as_="bob", key="e-2", link=f"{LINK}2", thread="t1")
    first, last = await history(ask.store, "decision 1")
    assert (first.what, first.person, first.event_key, first.link, first.before) == (
        "opened",
        "erin",
        "e-1",
        f"{LINK}1",
        None,
    )
    assert (last.what, last.person, last.event_key, last.link) == (
        "decided",
        "bob",
        "e-2",
        f"{LINK}2",
    )
    assert last.before == first.after
    decision = await ask.store.transact(lambda tx: tx.decisions.find(1))
    assert last.after == snapshot(decision)


async def test_in_a_thread_the_link_is_kept(ask: Door) -> None:
    await say(ask, FREEZE, as_="erin", link=f"{LINK}1", thread="t1")
    card = (await ask("decision D-1")).card
    assert facts(card)["Asked in"] == f"{LINK}1"
    await say(ask, TAKE, as_="bob", link=f"{LINK}2", thread="t1")
    decision = await ask.store.transact(lambda tx: tx.decisions.find(1))
    assert decision is not None
    assert decision.opened_in.thread == "t1"
    assert decision.decided_in is not None
    assert (decision.decided_in.thread, decision.decided_in.link) == ("t1", f"{LINK}2")
    links = facts((await ask("decision D-1")).card)
    assert (links["Asked in"], links["Decided in"]) == (f"{LINK}1", f"{LINK}2")
    assert (await ask("decision D-1")).card.data["link"] == f"{LINK}2"


async def test_the_same_event_twice_does_it_once(ask: Door) -> None:
    assert await say(ask, FREEZE, as_="erin", key="e-1") is not None
    assert await say(ask, FREEZE, as_="erin", key="e-1") is None
    assert error((await ask("decision D-2")).card) == "not_found"
    assert await say(ask, TAKE, as_="bob", key="e-2", pressed=True) is not None
    before = await everything(ask.store)
    assert await say(ask, TAKE, as_="bob", key="e-2", pressed=True) is None
    assert await everything(ask.store) == before
    assert error((await ask(TAKE, as_="bob")).card) == "conflict"


async def test_a_decision_of_the_kind_shows_with_its_owner(ask: Door) -> None:
    await ask(FREEZE, as_="erin")
    card = (await ask("owner freeze")).card
    assert "D-1 Do we freeze until the gate is in?" in facts(card)["To be decided"]
    await ask(TAKE, as_="bob")
    for number in range(2, 6):
        await ask(f'decide freeze "And {number}?"', as_="erin")
        await ask(f"conclude D-{number} yes because so", as_="bob")
    found = facts((await ask("owner freeze")).card)
    assert "To be decided" not in found
    assert [each in found["Last decided"] for each in ("D-5", "D-4", "D-3", "D-2")] == [
        True,
        True,
        True,
        False,
    ]
