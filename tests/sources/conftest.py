"""What the tests of sources share."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from storage.database import open_store
from tests.fakes.certificates import Certificates, make_certificates
from tests.fakes.proxy import Proxy, proxy_before
from tests.sources.build import source_at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bot.ports.budgets import BudgetSource
    from bot.ports.store import Store
    from tests.real.prometheus import Running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with closing(open_store(tmp_path / "rapport.db")) as opened:
        yield opened


@pytest.fixture
async def source(prometheus: Running, store: Store) -> AsyncIterator[BudgetSource]:
    """A source on the real Prometheus."""
    async with source_at(prometheus.url, store) as built:
        yield built


@pytest.fixture
async def proxy(prometheus: Running) -> AsyncIterator[Proxy]:
    """A proxy before the real Prometheus."""
    async with proxy_before(prometheus.url) as running:
        yield running


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """An authority of our own, and a certificate for loopback."""
    return make_certificates(tmp_path_factory.mktemp("certificates"))
