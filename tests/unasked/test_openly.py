"""What somebody cannot be told directly is said openly, where it was wished for."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from bot.delivery import Delivery
from bot.errors import NotFound
from bot.model.organisation import Person, Side
from bot.outgoing import Outgoing, ToPerson
from bot.ports.chat import Unsure
from bot.reply import Card, Note
from tests.fakes.chat import ScriptedChat

if TYPE_CHECKING:
    from storage.database import SqliteStore
    from tests.fakes.clock import FixedClock

ERIN = Person("erin", "Erin Gallagher", Side.SRE)
NEVER_MET = NotFound("I have never met Erin Gallagher.")


@pytest.fixture
def chat(clock: FixedClock) -> ScriptedChat:
    return ScriptedChat(clock)


@pytest.fixture
def delivery(store: SqliteStore, clock: FixedClock, chat: ScriptedChat) -> Delivery:
    return Delivery(store, {"slack": chat}, clock=clock, people={"erin": ERIN})


async def put(store: SqliteStore, *, otherwise: str | None) -> None:
    question = Outgoing(
        "asked", ToPerson("slack", "erin"), Card("Will you?", asks=True), otherwise=otherwise
    )
    await store.transact(lambda tx: tx.outbox.put(question))


async def test_it_is_said_in_the_channel_and_for_whom_it_is(
    store: SqliteStore, delivery: Delivery, chat: ScriptedChat
) -> None:
    await put(store, otherwise="CHUB")
    chat.fail_next(NEVER_MET)
    await delivery.drain()
    (said,) = chat.stands
    assert said.place.channel == "CHUB"
    assert said.card == Card(
        "Will you?",
        blocks=(Note("For Erin Gallagher, to whom I cannot write directly."),),
        asks=True,
    )


async def test_where_it_arrives_it_is_said_nowhere_else(
    store: SqliteStore, delivery: Delivery, chat: ScriptedChat
) -> None:
    await put(store, otherwise="CHUB")
    await delivery.drain()
    assert [each.place.channel for each in chat.stands] == ["Derin"]


async def test_what_may_have_arrived_is_not_said_openly(
    store: SqliteStore, delivery: Delivery, chat: ScriptedChat
) -> None:
    await put(store, otherwise="CHUB")
    chat.fail_next(Unsure("Slack does not answer."))
    await delivery.drain()
    assert chat.stands == []


async def test_without_a_channel_it_is_not_said_at_all_and_that_is_no_trouble(
    store: SqliteStore, delivery: Delivery, chat: ScriptedChat, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await put(store, otherwise=None)
    chat.fail_next(NEVER_MET)
    await delivery.drain()
    assert chat.stands == []
    assert [(each.levelname, each.message) for each in caplog.records] == [
        ("INFO", "asked will not be sent at all: I have never met Erin Gallagher.")
    ]


async def test_what_is_taken_back_is_taken_back_where_it_was_said(
    store: SqliteStore, delivery: Delivery, chat: ScriptedChat
) -> None:
    await put(store, otherwise="CHUB")
    chat.fail_next(NEVER_MET)
    await delivery.drain()
    back = Outgoing("back", ToPerson("slack", "erin"), Card("Never mind."), replaces="asked")
    await store.transact(lambda tx: tx.outbox.put(back))
    await delivery.drain()
    assert [(each.place.channel, each.headline) for each in chat.stands] == [
        ("CHUB", "Never mind.")
    ]
