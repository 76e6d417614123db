"""Towns to look at: ``town`` opens one of a platform; parametrise it with ``platforms(…)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.contract.drivers import setting

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.platforms.contract.drivers import Setting


@pytest.fixture
async def at(platform: str, tmp_path: Path) -> AsyncIterator[Setting]:
    """A town of the platform that the test is parametrised with."""
    async with setting(platform, tmp_path) as opened:
        yield opened


@pytest.fixture
async def in_a_hurry(platform: str, tmp_path: Path) -> AsyncIterator[Setting]:
    """The same, where signs of life come at once."""
    async with setting(platform, tmp_path, at_once=0.01, sign_of_life=0.02) as opened:
        yield opened
