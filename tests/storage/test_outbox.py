"""The outbox, on both engines: a key once, a place in order, closed by whoever holds the claim."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model.pace import Flow, Ledger, Limit
from bot.outgoing import Certain, Outgoing, Standing, ToPerson
from bot.ports.chat import Posted
from bot.reply import Card
from bot.request import Place
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import pytest

    from bot.outgoing import Sending, Waiting
    from storage.opening import AnyStore

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
HUB = Place("slack", "CHUB")
THREAD = Place("slack", "CHUB", "17.5")
TWINS = Place("slack", "CTWINS")
ERIN = ToPerson("slack", "erin")


def news(key: str, to: Place | ToPerson = HUB, *, replaces: str | None = None) -> Outgoing:
    return Outgoing(key, to, Card(f"News {key}."), replaces)


async def put(store: AnyStore, *outgoing: Outgoing) -> list[bool]:
    return await store.transact(lambda tx: [tx.outbox.put(each) for each in outgoing])


async def ready(store: AnyStore, *, now: datetime = NOON, most: int = 10) -> Sequence[Waiting]:
    return await store.transact(lambda tx: tx.outbox.ready("slack", now=now, most=most))


async def begin(store: AnyStore, *, by: str = "me", now: datetime = NOON) -> Sending:
    """Claim the first."""
    (first, *_) = await ready(store, now=now)
    return await store.transact(
        lambda tx: tx.outbox.begin(first, by=by, now=now, until=now + MINUTE)
    )


async def sent(
    store: AnyStore,
    sending: Sending,
    *,
    by: str = "me",
    message: str = "1.1",
    link: str | None = None,
) -> bool:
    posted = Posted(HUB, message, link)
    return await store.transact(lambda tx: tx.outbox.sent(sending, posted, by=by, at=NOON))


def keys(waiting: Sequence[Waiting]) -> list[str]:
    return [each.outgoing.key for each in waiting]


async def test_a_key_is_put_in_once_and_comes_out_as_it_was_put_in(store: AnyStore) -> None:
    first = news("a", THREAD)
    assert await put(store, first, Outgoing("a", TWINS, Card("Other news."))) == [True, False]
    assert await put(store, news("b", ERIN), news("c", Place("slack", "D1", direct=True))) == [
        True,
        True,
    ]
    assert [each.outgoing for each in await ready(store)] == [
        first,
        news("b", ERIN),
        news("c", Place("slack", "D1", direct=True)),
    ]


async def test_each_place_gives_its_first_and_threads_are_part_of_their_channel(
    store: AnyStore,
) -> None:
    await put(store, news("1"), news("2", THREAD), news("3", TWINS), news("4", ERIN), news("5"))
    assert keys(await ready(store)) == ["1", "3", "4"]
    assert keys(await ready(store, most=2)) == ["1", "3"]
    sending = await begin(store)
    assert keys(await ready(store)) == ["3", "4"]
    assert await sent(store, sending)
    assert keys(await ready(store)) == ["2", "3", "4"]


async def test_each_platform_has_its_own(store: AnyStore) -> None:
    await put(store, news("1", Place("teams", "CHUB")), news("2"))
    assert keys(await ready(store)) == ["2"]
    assert await store.transact(lambda tx: tx.outbox.waiting("teams")) == 1


async def test_a_claim_that_lapses_is_anybodys_and_tells_since_when_it_may_have_arrived(
    store: AnyStore,
) -> None:
    await put(store, news("1"))
    mine = await begin(store)
    assert mine.waiting.begun is None
    later = NOON + MINUTE
    theirs = await begin(store, by="another", now=later)
    assert (theirs.waiting.begun, theirs.first, theirs.attempt) == (NOON, NOON, 2)

    assert not await sent(store, mine)
    assert not await store.transact(lambda tx: tx.outbox.failed(mine, "late", by="me", at=later))
    assert await sent(store, theirs, by="another")
    assert not await sent(store, theirs, by="another")


async def test_what_a_newer_rapport_wrote_is_left_to_it_for_a_day_and_holds_up_its_place_alone(
    store: AnyStore, caplog: pytest.LogCaptureFixture
) -> None:
    await put(store, news("1"), news("2"), news("3", TWINS))
    newer = """UPDATE outbox SET card = '{"$":"Hologram"}' WHERE key = '1'"""
    await store.transact(lambda tx: tx.connection.execute(newer).rowcount)  # type: ignore[attr-defined] # behind the port
    for now in (NOON, NOON + DAY):
        assert keys(await ready(store, now=now)) == ["3"]
    assert "1 cannot be read, did a newer Rapport write it? It is left" in caplog.text
    assert "Hologram" in caplog.text
    await sent(store, await begin(store, now=NOON + DAY))
    assert await store.transact(lambda tx: tx.outbox.next("slack")) == NOON + DAY + MINUTE

    assert await ready(store, now=NOON + DAY + MINUTE) == []
    assert keys(await ready(store, now=NOON + DAY + MINUTE)) == ["2"]


async def test_what_is_put_back_knows_what_is_certain(store: AnyStore) -> None:
    await put(store, news("1"))

    async def again(certain: Certain) -> Waiting:
        sending = await begin(store)
        await store.transact(lambda tx: tx.outbox.note_repeated(sending, by="me"))
        await store.transact(
            lambda tx: tx.outbox.put_back(sending, by="me", until=NOON, certain=certain)
        )
        (waiting,) = await ready(store)
        return waiting

    found = [await again(certain) for certain in reversed(Certain)]
    assert [(each.begun, each.repeated) for each in found] == [
        (NOON, True),  # nothing is certain
        (NOON, False),  # not this time
        (None, False),  # it is not there
    ]


async def test_a_message_that_waits_is_superseded_by_what_replaces_it(store: AnyStore) -> None:
    await put(store, news("1"), news("2", replaces="1"), news("3", replaces="2"))
    (only,) = await ready(store)
    assert only.outgoing == news("3")


async def test_what_replaces_a_message_that_stands_finds_it_also_by_a_later_change(
    store: AnyStore,
) -> None:
    await put(store, news("1"))
    await sent(store, await begin(store), message="7.7")
    await put(store, news("2", replaces="1"))
    await sent(store, await begin(store), message="7.7")
    await put(store, news("3", replaces="2"), news("4", replaces="3"))

    (only,) = await ready(store)
    assert only.outgoing == news("4", replaces="2")
    assert await store.transact(lambda tx: tx.outbox.posted("2")) == Posted(HUB, "7.7")


async def standing(store: AnyStore, begins: str) -> Sequence[Standing]:
    return await store.transact(lambda tx: tx.outbox.standing(begins))


async def test_what_stands_or_waits_is_found_by_how_its_key_begins(store: AnyStore) -> None:
    private = Place("slack", "D1", direct=True)
    await put(store, news("D 1 asked hub"), news("D 10 asked hub"), news("D 1_asked hub"))
    await sent(store, await begin(store))
    await put(store, news("D 1 late \U0001f552", THREAD), news("D 1 asked erin", ERIN))
    await put(store, news("D 1 asked d", private), news("E 1 asked hub"))
    assert await standing(store, "D 1 ") == [
        Standing("D 1 asked hub", HUB),
        Standing("D 1 late \U0001f552", THREAD),
        Standing("D 1 asked erin", ERIN),
        Standing("D 1 asked d", private),
    ]
    assert await standing(store, "D 2") == []


async def test_of_what_was_changed_the_last_change_stands(store: AnyStore) -> None:
    await put(store, news("a"))
    await sent(store, await begin(store))
    await put(store, news("a again", replaces="a"))
    assert await standing(store, "a") == [Standing("a again", HUB)]
    await put(store, news("a over", replaces="a again"))
    assert await standing(store, "a") == [Standing("a over", HUB)]


async def test_what_could_not_be_said_or_changed_does_not_stand(store: AnyStore) -> None:
    async def fail() -> None:
        sending = await begin(store)
        await store.transact(lambda tx: tx.outbox.failed(sending, "gone", by="me", at=NOON))

    await put(store, news("a"), news("b"))
    await sent(store, await begin(store))
    await fail()
    await put(store, news("a again", replaces="a"))
    await fail()
    assert await standing(store, "") == [Standing("a", HUB)]


async def test_what_was_posted_says_where_it_can_be_read(store: AnyStore) -> None:
    await put(store, news("1"))
    await sent(store, await begin(store), link="https://example.com/1")
    posted = await store.transact(lambda tx: tx.outbox.posted("1"))
    assert posted == Posted(HUB, "1.1", "https://example.com/1")


async def test_what_is_being_sent_is_not_superseded(store: AnyStore) -> None:
    await put(store, news("1"))
    sending = await begin(store)
    await put(store, news("2", replaces="1"))
    assert await store.transact(lambda tx: tx.outbox.is_open("1"))
    assert await store.transact(lambda tx: tx.outbox.posted("1")) is None
    assert await sent(store, sending)
    assert [each.outgoing for each in await ready(store)] == [news("2", replaces="1")]


async def test_what_is_closed_is_forgotten_with_what_it_superseded(store: AnyStore) -> None:
    await put(store, news("1"), news("2", replaces="1"))
    await sent(store, await begin(store))
    assert await store.transact(lambda tx: tx.outbox.forget_before(NOON)) == 0
    assert await put(store, news("1"), news("2")) == [False, False]
    await put(store, news("3"))
    assert await store.transact(lambda tx: tx.outbox.forget_before(NOON + MINUTE)) == 2
    assert await put(store, news("1"), news("2"), news("3")) == [True, True, False]


async def test_a_place_that_is_not_free_yet_gives_nothing_and_says_when(store: AnyStore) -> None:
    await put(store, news("1"), news("2", TWINS))
    free = NOON + timedelta(milliseconds=1050)
    limits = (Limit(1, timedelta(seconds=1)),)
    ledger = Ledger().with_one_more(limits, at=NOON)
    await store.transact(lambda tx: tx.paces.keep_ledger("slack", "CHUB", ledger, free=free))

    assert keys(await ready(store)) == ["2"]
    assert await store.transact(lambda tx: tx.paces.ledger("slack", "CHUB")) == ledger
    await sent(store, await begin(store))
    assert await store.transact(lambda tx: tx.outbox.next("slack")) == free
    assert keys(await ready(store, now=free)) == ["1"]
    assert await store.transact(lambda tx: tx.paces.forget_before(free)) == 0
    assert await store.transact(lambda tx: tx.paces.forget_before(free + MINUTE)) == 1


async def test_nothing_comes_next_where_nothing_waits(store: AnyStore) -> None:
    assert await store.transact(lambda tx: tx.outbox.next("slack")) is None


async def test_how_fast_a_platform_is_written_to_is_remembered(store: AnyStore) -> None:
    limits = (Limit(300, MINUTE),)
    flow = Flow().with_one_more(limits, at=NOON).patient(MINUTE, now=NOON)
    assert await store.transact(lambda tx: tx.paces.flow("slack")) == Flow()
    await store.transact(lambda tx: tx.paces.keep_flow("slack", flow))
    kept = await store.transact(lambda tx: tx.paces.flow("slack"))
    assert kept.paused == flow.paused == NOON + MINUTE
    assert (kept.speed, kept.slowed) == (flow.speed, flow.slowed)
    (there,), (before,) = kept.ledger.settled, flow.ledger.settled
    assert timedelta() <= there - before < timedelta(milliseconds=1)
