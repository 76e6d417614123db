"""Rosters and calendars' tokens, on both engines: the newest takes the place of what was there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.model.oncall import Contact, Duty, Roster
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from bot.ports.store import Tx
    from storage.opening import AnyStore

DAY = timedelta(days=1)
ERIN, ZOE = Contact("Erin", person="erin"), Contact("Zoë 🚒")
ROSTER = Roster(
    start=NOON,
    end=NOON + 14 * DAY,
    duties=(
        Duty(ERIN, None, NOON + DAY),
        Duty(ZOE, NOON + DAY, NOON + 2 * DAY, covering_for=ERIN),
        Duty(ERIN, NOON + 2 * DAY, None),
    ),
    fetched_at=NOON,
    method="asked PagerDuty",
)


def _keep(rotation: str, roster: Roster, tx: Tx) -> None:
    tx.rosters.keep(rotation, roster)


async def test_the_last_good_roster_is_the_one_kept_last(store: AnyStore) -> None:
    newer = replace(ROSTER, fetched_at=NOON + DAY, duties=ROSTER.duties[:1])
    for roster in (ROSTER, newer):
        await store.transact(partial(_keep, "hub", roster))
    await store.transact(partial(_keep, "gateway", ROSTER))
    assert await store.transact(lambda tx: tx.rosters.last_good("hub")) == newer
    assert await store.transact(lambda tx: tx.rosters.last_good("gateway")) == ROSTER
    assert await store.transact(lambda tx: tx.rosters.last_good("elsewhere")) is None


async def test_addresses_that_a_source_tells_are_not_kept(store: AnyStore) -> None:
    told = Contact("Erin", email="erin@example.com", id="PERIN", person="erin")
    await store.transact(partial(_keep, "hub", replace(ROSTER, duties=(Duty(told, None, None),))))
    kept = await store.transact(lambda tx: tx.rosters.last_good("hub"))
    assert kept is not None
    assert kept.duties == (Duty(ERIN, None, None),)


async def test_a_new_token_opens_a_calendar_in_place_of_the_old_one(store: AnyStore) -> None:
    for service, token in (("hub", "old"), ("gateway", "other"), ("hub", "new")):
        await store.transact(partial(_issue, service, token))
    tokens = await store.transact(lambda tx: tx.calendars.tokens())
    assert dict(tokens) == {"hub": "new", "gateway": "other"}


def _issue(service: str, token: str, tx: Tx) -> None:
    tx.calendars.issue(service, token, at=NOON)
