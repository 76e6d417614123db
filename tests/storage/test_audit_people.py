"""As whom somebody asked: what leads from a person of app.yaml to a platform's user."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.ports.store import AuditEntry

if TYPE_CHECKING:
    from bot.ports.store import Tx
    from storage.opening import AnyStore

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ASKED = AuditEntry(
    event_key="teams:1",
    at=NOON,
    platform="teams",
    workspace="our-tenant",
    user="erin-then",
    person="erin",
    channel="19:iot-hub",
    thread=None,
    verb="budget",
    outcome="answered",
    milliseconds=1,
)
OTHERS = (
    replace(ASKED, event_key="teams:2", user="erin-now", at=NOON + timedelta(days=1)),
    replace(ASKED, event_key="slack:1", user="U0ERIN", platform="slack"),
    replace(ASKED, event_key="teams:3", user="a-guest", person=None, at=NOON + timedelta(days=2)),
)


def _record(entry: AuditEntry, tx: Tx) -> None:
    tx.audit.record(entry)


async def test_somebody_is_known_as_whom_they_asked_last_on_that_platform(store: AnyStore) -> None:
    for entry in (*OTHERS, ASKED):
        await store.transact(partial(_record, entry))
    assert await store.transact(lambda tx: tx.audit.user_of("erin", "teams")) == "erin-now"
    assert await store.transact(lambda tx: tx.audit.user_of("erin", "slack")) == "U0ERIN"
    assert await store.transact(lambda tx: tx.audit.user_of("bob", "teams")) is None
