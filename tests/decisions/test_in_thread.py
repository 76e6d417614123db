"""The thread in which a decision was asked hears what becomes of it, once, and decides nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.outgoing import ToPerson
from tests.decisions.house import house, number_of, say
from tests.door import buttons, facts, notes
from tests.outbox import unasked

if TYPE_CHECKING:
    from bot.reply import Card
    from tests.door import Door

FREEZE = 'decide freeze "Do we freeze until the gate is in?" options yes | no'
CAPACITY = 'decide capacity "Do we double it?"'
TAKE = "conclude D-1 yes because two bad releases went past it"
TAKEN = "D-1 decided: Do we freeze until the gate is in? yes"
SEE = ["See it"]


async def heard(ask: Door, thread: str = "t1") -> list[Card]:
    """What was said unasked in a thread of the channel."""
    standing = await ask.store.transact(lambda tx: tx.outbox.standing("decision "))
    there = {
        each.key
        for each in standing
        if not isinstance(each.to, ToPerson)
        and (each.to.channel, each.to.thread) == ("iot-hub", thread)
    }
    return [each.card for each in await unasked(ask.store) if each.key in there]


async def answered(ask: Door, text: str, *, as_: str, thread: str | None = "t1") -> Card:
    """What is said to somebody before everybody, in a thread."""
    answer = await say(ask, text, as_=as_, thread=thread)
    assert answer is not None
    return answer.card


async def test_whoever_asks_is_answered_in_short_and_nothing_there_decides(ask: Door) -> None:
    card = await answered(ask, FREEZE, as_="erin")
    assert card.headline == "D-1: Do we freeze until the gate is in? Bob Castellano decides"
    assert facts(card) == {"Options": "yes | no", "By": "Wed 25 Nov 13:00 CET"}
    assert notes(card) == "It stands in the channel, and is answered there."
    assert [each.label for each in buttons(card)] == SEE
    assert not card.asks
    assert await heard(ask) == []


@pytest.mark.parametrize("thread", [None, "t2"])
async def test_the_thread_hears_the_outcome_that_was_said_elsewhere_once(
    ask: Door, thread: str | None
) -> None:
    await answered(ask, FREEZE, as_="erin")
    await answered(ask, TAKE, as_="bob", thread=thread)
    (card,) = await heard(ask)
    assert card.headline == TAKEN
    assert facts(card) == {"Because": "two bad releases went past it"}
    assert [each.label for each in buttons(card)] == SEE
    assert await heard(ask, "t2") == []
    await house(ask).later(timedelta(days=20))
    assert await heard(ask) == [card]


async def test_what_is_answered_in_that_thread_is_not_said_there_again(ask: Door) -> None:
    await answered(ask, FREEZE, as_="erin")
    assert (await answered(ask, TAKE, as_="bob")).headline == TAKEN
    assert await heard(ask) == []


async def alone(ask: Door, text: str, *, as_: str) -> None:
    """Say something in the thread so that nobody else reads it: a slash command."""
    request = ask.request(text, as_=as_)
    await ask.maybe(replace(request, place=replace(request.place, thread="t1")))


async def test_what_was_answered_there_for_one_alone_is_said_to_all(ask: Door) -> None:
    await answered(ask, FREEZE, as_="erin")
    await alone(ask, TAKE, as_="bob")
    assert [each.headline for each in await heard(ask)] == [TAKEN]


async def test_what_one_asked_alone_is_said_in_no_thread(ask: Door) -> None:
    await alone(ask, FREEZE, as_="erin")
    await ask(TAKE, as_="bob")
    assert await heard(ask) == []


@pytest.mark.parametrize("place", [None, "some-other-channel"])
async def test_only_threads_of_channels_in_which_the_two_teams_meet_hear_of_it(
    ask: Door, place: str | None
) -> None:
    """Two alone have no need to, and elsewhere nobody knows who reads along."""
    await say(ask, f"{FREEZE[:7]}iot-hub {FREEZE[7:]}", as_="erin", in_=place, thread="t1")
    await ask(TAKE, as_="bob")
    standing = await ask.store.transact(lambda tx: tx.outbox.standing("decision 1 decided"))
    assert [each for each in standing if "thread" in each.key] == []
    assert standing


async def test_it_hears_that_what_was_decided_is_taken_back(ask: Door) -> None:
    await answered(ask, FREEZE, as_="erin")
    await ask(TAKE, as_="bob")
    await ask("reverse D-1 the gate is in", as_="bob")
    said = await heard(ask)
    assert [each.headline.split(":")[0] for each in said] == ["D-1 decided", "D-1 is reversed"]
    assert facts(said[-1]) == {"Because": "the gate is in"}


async def test_it_hears_that_another_question_took_its_place(ask: Door) -> None:
    await answered(ask, FREEZE, as_="erin")
    await ask('decide freeze "Do we slow down?" supersedes=D-1', as_="erin")
    (card,) = await heard(ask)
    assert card.headline == "D-1 is superseded: Do we freeze until the gate is in?"


async def test_a_draft_s_thread_hears_who_decides_and_then_the_outcome(ask: Door) -> None:
    drafted = await answered(ask, CAPACITY, as_="erin")
    assert drafted.headline == "D-1: Do we double it? Nobody owns that yet"
    assert [each.label for each in buttons(drafted)] == ["Propose who decides", *SEE]
    number = await number_of(ask, "owner propose capacity approver=@ivan reason=x", as_="bob")
    await ask(f"owner accept {number}", as_="alice")
    (begun,) = await heard(ask)
    assert begun.headline == "D-1: Do we double it? Ivan Petrov decides"
    assert [each.label for each in buttons(begun)] == SEE
    await ask("conclude D-1 yes because there is money", as_="ivan")
    assert [each.headline for each in await heard(ask)] == [
        begun.headline,
        "D-1 decided: Do we double it? yes",
    ]


async def test_where_no_platform_is_served_no_thread_is_either(ask: Door) -> None:
    await answered(ask, CAPACITY, as_="erin")
    ask.core.at_hand = replace(ask.core.at_hand, platforms=frozenset())
    number = await number_of(ask, "owner propose capacity approver=@ivan reason=x", as_="bob")
    await ask(f"owner accept {number}", as_="alice")
    assert await heard(ask) == []
