"""A town that is served both ways, once for all journeys that leave it as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from tests.serving import town as towns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

    from tests.real.prometheus.steady import Steady
    from tests.serving.town import Town


@pytest_asyncio.fixture(scope="package", loop_scope="package", params=["http", "socket"])
async def town(
    request: pytest.FixtureRequest, steady: Steady, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Town]:
    """A served town."""
    folder = tmp_path_factory.mktemp("town")
    async with towns.town(folder, steady.url, way=request.param) as served:
        yield served
