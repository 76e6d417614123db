"""Text is never markup: names that look like it are shown letter by letter, and ping nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.contract.drivers import platforms
from tests.platforms.contract.face import Way

if TYPE_CHECKING:
    from tests.platforms.contract.drivers import Setting

CAROL = "*Carol* _<at>all</at>_ [m](http://x.example) <!here> @here & `co` ~"
DANA = "*Dana* _<at>all</at>_ [d](http://x.example) <!here> @here & `co` ~"
READINGS = "*readings* _<at>x</at>_ [a](b)"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("budget ledger", CAROL),
        ("budget iot-hub", DANA),
        ("budget meter", READINGS),
        ("budget *_~`a`~_*", "*_~`a`~_*"),
        ("budget [a](http://x.example)", "[a](http://x.example)"),
    ],
)
@pytest.mark.parametrize("platform", platforms())
async def test_names_are_shown_letter_by_letter(at: Setting, said: str, name: str) -> None:
    await at.town.says("alice", said, Way.DIRECT)

    (answer,) = await at.seen("alice")
    at.town.within_limits(answer.payload)
    assert name in f"{answer.words.headline} {answer.words.body}"
    assert answer.words == at.told(at.house.answered.card)
