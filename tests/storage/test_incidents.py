"""Incidents, on both engines: of each service at most one runs."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import psycopg
import pytest
from hypothesis import given

from tests.fakes.clock import NOON
from tests.storage.deciding import INCIDENT, INCIDENTS, ON_A_STORE

if TYPE_CHECKING:
    from bot.model.incident import Incident
    from bot.ports.store import Tx
    from storage.opening import AnyStore
    from tests.storage.conftest import Open

REFUSED = (sqlite3.IntegrityError, psycopg.errors.UniqueViolation)


def _declare(incident: Incident, tx: Tx) -> Incident:
    return tx.incidents.declare(incident)


def _amend(incident: Incident, tx: Tx) -> None:
    tx.incidents.amend(incident)


def _running(service: str, tx: Tx) -> Incident | None:
    return tx.incidents.running(service)


@ON_A_STORE
@given(first=INCIDENTS, later=INCIDENTS)
async def test_whatever_an_incident_says_comes_back_as_it_was(
    store: AnyStore, first: Incident, later: Incident
) -> None:
    await store.empty()
    written = await store.transact(partial(_declare, replace(first, ended=None)))
    assert written == replace(first, number=1, ended=None)
    assert await store.transact(partial(_running, first.service)) == written

    amended = replace(later, number=1)
    await store.transact(partial(_amend, amended))
    running = await store.transact(partial(_running, later.service))
    assert running == (amended if amended.ended is None else None)


async def test_a_service_has_one_incident_at_a_time(store: AnyStore) -> None:
    first = await store.transact(partial(_declare, INCIDENT))
    with pytest.raises(REFUSED):
        await store.transact(partial(_declare, replace(INCIDENT, commander="judy")))
    other = await store.transact(partial(_declare, replace(INCIDENT, service="gateway")))

    assert await store.transact(partial(_running, "iot-hub")) == first
    assert await store.transact(partial(_running, "gateway")) == other
    assert await store.transact(partial(_running, "nowhere")) is None


async def test_when_one_is_called_off_the_next_may_be_declared(store: AnyStore) -> None:
    for number in (1, 2, 3):
        declared = await store.transact(partial(_declare, INCIDENT))
        assert declared.number == number
        ended = replace(declared, ended=NOON + timedelta(hours=1), ended_by="erin")
        await store.transact(partial(_amend, ended))
        assert await store.transact(partial(_running, "iot-hub")) is None


async def test_of_two_who_declare_at_the_same_time_one_is_first(open_again: Open) -> None:
    stores = (open_again(), open_again())
    for number in range(10):
        incident = replace(INCIDENT, service=f"service {number}")
        given = await asyncio.gather(
            *(each.transact(partial(_declare, incident)) for each in stores),
            return_exceptions=True,
        )
        assert sorted(isinstance(each, REFUSED) for each in given) == [False, True]


async def test_what_was_never_declared_cannot_be_amended(store: AnyStore) -> None:
    with pytest.raises(AssertionError):
        await store.transact(partial(_amend, replace(INCIDENT, number=7)))
