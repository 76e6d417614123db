"""Every platform is driven, and one that app.yaml connects lacks nothing that others count on."""

from __future__ import annotations

import pytest

from adapters.by_name import CHAT_PLATFORMS, PLATFORMS
from tests.platforms.contract.drivers import NoDriverError, driver
from tests.platforms.contract.face import Part

NEEDED = frozenset({Part.CHANNELS, Part.OUTSIDERS, Part.REPEATS})


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_platform_is_driven(platform: str) -> None:
    assert driver(platform).lacks <= frozenset(Part)


@pytest.mark.parametrize("platform", CHAT_PLATFORMS)
def test_a_chat_platform_has_channels_outsiders_and_repeats(platform: str) -> None:
    assert NEEDED & driver(platform).lacks == frozenset()


def test_a_platform_without_a_driver_is_told_what_to_write() -> None:
    with pytest.raises(NoDriverError, match=r"write tests/platforms/pigeon/face\.py with FACE"):
        driver("pigeon")
