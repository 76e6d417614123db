"""How places are reached unasked, as the store remembers it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.ports.store_conversations import Conversation

if TYPE_CHECKING:
    from bot.ports.store import Tx
    from storage.opening import AnyStore

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
WITH_ALICE = Conversation(
    platform="teams",
    channel="a:alice",
    workspace="our-tenant",
    address={"service_url": "https://smba.example.com/", "bot": "28:rapport"},
    user="alice-there",
    within=None,
    at=NOON,
)
CHANNEL = replace(WITH_ALICE, channel="19:iot-hub", user=None, within="19:the-team")


def _keep(conversation: Conversation, tx: Tx) -> None:
    tx.conversations.keep(conversation)


def _find(channel: str, tx: Tx) -> Conversation | None:
    return tx.conversations.find("teams", channel)


async def test_a_conversation_comes_back_as_it_was_kept(store: AnyStore) -> None:
    await store.transact(lambda tx: tx.conversations.keep(WITH_ALICE))
    assert await store.transact(lambda tx: tx.conversations.find("teams", "a:alice")) == WITH_ALICE
    assert await store.transact(lambda tx: tx.conversations.find("slack", "a:alice")) is None


async def test_what_is_learned_later_takes_its_place(store: AnyStore) -> None:
    moved = replace(CHANNEL, address={"service_url": "https://elsewhere.example.com/"})
    await store.transact(lambda tx: tx.conversations.keep(CHANNEL))
    await store.transact(lambda tx: tx.conversations.keep(moved))
    assert await store.transact(lambda tx: tx.conversations.find("teams", "19:iot-hub")) == moved


async def test_somebody_is_reached_where_they_were_met_last(store: AnyStore) -> None:
    newer = replace(WITH_ALICE, channel="a:alice-again", at=NOON + timedelta(days=1))
    for each in (newer, WITH_ALICE, CHANNEL):
        await store.transact(partial(_keep, each))
    found = await store.transact(lambda tx: tx.conversations.with_person("teams", "alice-there"))
    assert found == newer
    assert await store.transact(lambda tx: tx.conversations.with_person("teams", "bob")) is None


async def test_a_conversation_that_is_gone_is_forgotten(store: AnyStore) -> None:
    await store.transact(lambda tx: tx.conversations.keep(CHANNEL))
    await store.transact(lambda tx: tx.conversations.forget("teams", "19:iot-hub"))
    assert await store.transact(lambda tx: tx.conversations.find("teams", "19:iot-hub")) is None


async def test_what_is_gone_is_forgotten_with_all_that_was_part_of_it(store: AnyStore) -> None:
    another = replace(CHANNEL, channel="19:device-twins")
    elsewhere = replace(CHANNEL, channel="19:gateway", within="19:another-team")
    for each in (CHANNEL, another, elsewhere, WITH_ALICE):
        await store.transact(partial(_keep, each))
    await store.transact(lambda tx: tx.conversations.forget_within("teams", "19:the-team"))
    left = [
        each.channel
        for each in (CHANNEL, another, elsewhere, WITH_ALICE)
        if await store.transact(partial(_find, each.channel))
    ]
    assert left == ["19:gateway", "a:alice"]
