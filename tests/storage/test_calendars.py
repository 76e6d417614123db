"""Calendars in the store: a token a service, of which the newest counts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.opening import AnyStore

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def test_a_new_token_takes_the_place_of_the_old_one(store: AnyStore) -> None:
    await store.transact(lambda tx: tx.calendars.issue("iot-hub", "first", at=NOON))
    await store.transact(lambda tx: tx.calendars.issue("device-twins", "other", at=NOON))
    await store.transact(lambda tx: tx.calendars.issue("iot-hub", "second", at=NOON))
    tokens = await store.transact(lambda tx: tx.calendars.tokens())
    assert tokens == {"iot-hub": "second", "device-twins": "other"}
