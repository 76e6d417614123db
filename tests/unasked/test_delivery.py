"""What is in the outbox stands there once, in its order, no faster than the platform takes it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from bot.delivery import AT_ONCE, Delivery
from bot.model.organisation import Person, Side
from bot.model.pace import Limit, Pace
from bot.outgoing import Outgoing, ToPerson
from bot.ports.chat import Throttled
from bot.reply import Card
from bot.request import Place
from tests.fakes.chat import ScriptedChat

if TYPE_CHECKING:
    from storage.database import SqliteStore
    from tests.fakes.clock import FixedClock

HUB, TWINS = Place("slack", "CHUB"), Place("slack", "CTWINS")
SECOND = timedelta(seconds=1)
MILLISECOND = timedelta(milliseconds=1)
ERIN = Person("erin", "Erin Gallagher", Side.SRE)
SLOWLY = Pace(place=(Limit(1, SECOND),), settles=10 * SECOND)
TOGETHER = Pace(everywhere=(Limit(10, SECOND),))


@pytest.fixture
def chat(clock: FixedClock) -> ScriptedChat:
    return ScriptedChat(clock)


def delivery(store: SqliteStore, clock: FixedClock, chat: ScriptedChat) -> Delivery:
    """A process that has just started."""
    return Delivery(store, {"slack": chat}, clock=clock, people={"erin": ERIN})


async def put(store: SqliteStore, *keys: str, to: Place | ToPerson = HUB) -> None:
    await store.transact(
        lambda tx: [tx.outbox.put(Outgoing(key, to, Card(f"News {key}."))) for key in keys]
    )


async def change(store: SqliteStore, key: str, *, replaces: str, to: Place = HUB) -> None:
    card = Card(f"News {key}.")
    await store.transact(lambda tx: tx.outbox.put(Outgoing(key, to, card, replaces)))


async def test_everything_is_said_once_in_the_order_of_its_place(
    store: SqliteStore, clock: FixedClock, chat: ScriptedChat
) -> None:
    await put(store, "1", "2", "3")
    await put(store, "a", "b", to=TWINS)
    await put(store, "x", to=ToPerson("slack", "erin"))

    assert await delivery(store, clock, chat).drain() == 6
    assert await delivery(store, clock, chat).drain() == 0

    said = [(each.place.channel, each.key) for each in chat.stands]
    assert [key for channel, key in said if channel == "CHUB"] == ["1", "2", "3"]
    assert [key for channel, key in said if channel == "CTWINS"] == ["a", "b"]
    assert ("Derin", "x") in said


async def test_more_than_can_be_under_way_at_once_goes_all_the_same(
    store: SqliteStore, clock: FixedClock, chat: ScriptedChat
) -> None:
    for number in range(3 * AT_ONCE):
        await put(store, f"{number}", to=Place("slack", f"C{number}"))
    assert await delivery(store, clock, chat).drain() == 3 * AT_ONCE


async def test_a_channel_gets_one_message_each_1_05_seconds(
    store: SqliteStore, clock: FixedClock
) -> None:
    chat = ScriptedChat(clock, pace=SLOWLY)
    await put(store, "1", "2", "3")
    await put(store, "a", to=TWINS)
    sending = delivery(store, clock, chat)
    for _ in range(3000):
        await sending.drain()
        if len(chat.stands) == 4:
            break
        clock.move(MILLISECOND)
    in_hub = [each.at for each in chat.stands if each.place == HUB]
    assert [after - before for before, after in pairwise(in_hub)] == [1.05 * SECOND] * 2
    assert [each.at for each in chat.stands if each.place == TWINS] == in_hub[:1]


async def test_two_processes_keep_the_pace_of_one(store: SqliteStore, clock: FixedClock) -> None:
    chat = ScriptedChat(clock, pace=TOGETHER)
    for number in range(30):
        await put(store, f"{number}", to=Place("slack", f"C{number}"))
    both = [delivery(store, clock, chat) for _ in range(2)]
    while len(chat.stands) < 30:
        await asyncio.gather(*(each.drain() for each in both))
        clock.move(20 * MILLISECOND)
    ats = sorted(each.at for each in chat.stands)
    assert all(beyond - first >= SECOND for first, beyond in zip(ats, ats[10:], strict=False))
    assert len({each.key for each in chat.stands}) == 30


async def test_when_the_platform_asks_for_patience_everything_waits_as_long_as_it_says(
    store: SqliteStore, clock: FixedClock, chat: ScriptedChat
) -> None:
    await put(store, "1")
    await put(store, "a", to=TWINS)
    chat.fail_next(Throttled("Slow down.", wait=30 * SECOND, everywhere=True), times=2)
    sending = delivery(store, clock, chat)
    await sending.drain()
    clock.move(29 * SECOND)
    assert (await sending.drain(), chat.stands) == (0, [])
    clock.move(SECOND)
    assert await sending.drain() == 2
    assert "find" not in " ".join(chat.asked)


async def test_when_a_place_asks_for_patience_only_that_place_waits(
    store: SqliteStore, clock: FixedClock, chat: ScriptedChat
) -> None:
    await put(store, "1", "2")
    chat.fail_next(Throttled("Slow down.", wait=30 * SECOND))
    sending = delivery(store, clock, chat)
    await sending.drain()
    await put(store, "a", to=TWINS)
    await sending.drain()
    assert chat.headlines == ["News a."]
    clock.move(30 * SECOND)
    await sending.drain()
    assert chat.headlines == ["News a.", "News 1.", "News 2."]


async def test_what_replaces_a_message_changes_it_where_it_stands(
    store: SqliteStore, clock: FixedClock, chat: ScriptedChat
) -> None:
    await put(store, "1")
    sending = delivery(store, clock, chat)
    await sending.drain()
    await change(store, "2", replaces="1")
    await change(store, "3", replaces="2")
    await sending.drain()
    await change(store, "4", replaces="1")
    await sending.drain()
    assert chat.headlines == ["News 4."]
    assert chat.asked == ["post 1", "update 0", "update 0"]


async def test_what_replaces_a_message_that_was_not_sent_yet_is_all_that_is_sent(
    store: SqliteStore, clock: FixedClock, chat: ScriptedChat
) -> None:
    await put(store, "1")
    await change(store, "2", replaces="1")
    await delivery(store, clock, chat).drain()
    assert chat.asked == ["post 2"]


async def test_what_replaces_a_message_that_never_stood_is_not_said(
    store: SqliteStore, clock: FixedClock, chat: ScriptedChat
) -> None:
    await change(store, "2", replaces="1")
    await put(store, "3")
    sending = delivery(store, clock, chat)
    await sending.drain()
    assert chat.headlines == ["News 3."]
    assert sending.failed == {}


async def test_a_change_waits_for_what_it_changes_also_elsewhere(
    store: SqliteStore, clock: FixedClock, chat: ScriptedChat
) -> None:
    await put(store, "1")
    chat.fail_next(Throttled("Slow down.", wait=5 * SECOND))
    sending = delivery(store, clock, chat)
    await sending.routes["slack"].drain()
    await store.transact(
        lambda tx: tx.outbox.put(Outgoing("0", HUB, Card("Meanwhile."))),
    )
    clock.move(5 * SECOND)
    await sending.drain()
    await change(store, "2", replaces="1", to=TWINS)
    await sending.drain()
    assert chat.headlines == ["News 2.", "Meanwhile."]


async def test_it_runs_until_it_is_told_to_stop_and_finishes_what_is_under_way(
    store: SqliteStore, clock: FixedClock, chat: ScriptedChat
) -> None:
    sending = delivery(store, clock, chat)
    running = asyncio.create_task(sending.run())
    await put(store, "1")
    sending.wake()
    async with asyncio.timeout(10):
        await chat.said.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    assert await store.transact(lambda tx: tx.outbox.posted("1")) is not None


async def test_a_clock_that_was_wrong_and_is_set_back_holds_nothing_up(
    store: SqliteStore, clock: FixedClock
) -> None:
    chat = ScriptedChat(clock, pace=Pace((Limit(300, 60 * SECOND),), (Limit(1, SECOND),)))
    sending = delivery(store, clock, chat)
    await put(store, "1")
    await sending.drain()
    clock.move(-7200 * SECOND)
    await put(store, "2", "3")
    assert await sending.drain() == 1
    assert await sending.drain() == 0
    clock.move(1.05 * SECOND)
    assert await sending.drain() == 1
