"""A Slack to start against, and a town that is served once for all tests that leave it as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.serving import town as towns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.fakes.slack import FakeSlack
    from tests.real.prometheus.steady import Steady
    from tests.serving.town import Town


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(steady: Steady, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """A served town, over HTTP."""
    async with towns.town(tmp_path_factory.mktemp("town"), steady.url) as served:
        yield served


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A workspace in which everything is as the configuration says."""
    async with towns.workspace() as running:
        towns.populate(running)
        yield running
