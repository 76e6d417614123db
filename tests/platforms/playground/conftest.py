"""A running playground, and three people at their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from tests.platforms.playground.caller import Caller
from tests.platforms.playground.town import Town, town

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def place() -> AsyncIterator[Town]:
    async with town() as running:
        yield running


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def alice(place: Town, http: aiohttp.ClientSession) -> Caller:
    return Caller(http, place.url, "alice")


@pytest.fixture
def bob(place: Town, http: aiohttp.ClientSession) -> Caller:
    return Caller(http, place.url, "bob")


@pytest.fixture
def carol(place: Town, http: aiohttp.ClientSession) -> Caller:
    return Caller(http, place.url, "carol")
