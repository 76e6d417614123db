"""The same words get the same card on every platform: its headline, every word, every button."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest

from tests.examples import READS
from tests.platforms.contract.drivers import platforms, setting
from tests.platforms.contract.face import GUEST, Part, Way
from tests.platforms.contract.words import Words, told

if TYPE_CHECKING:
    from pathlib import Path

FORMS = [said for said in READS if said.startswith("form ")]
"""What is answered with a form: see test_forms.py."""
SAID = (
    *(said for said in READS if said not in FORMS),
    "budget",
    "budget device-twins",
    "budget meter",
    "budget gateway",
    "budget ledger",
    "is the hub ok?",
    "/sre budget iot-hub",
    "bugdet iot-hub",
    "budget iot-hbu",
    "budget nothing-like-it",
    "what about lunch",
    "why",
    "why help",
    "share",
    "help bugdet",
    "xyzzy",
)


@pytest.mark.parametrize("said", SAID)
async def test_the_same_words_get_the_same_card(said: str, tmp_path: Path) -> None:
    shown = await everywhere("alice", said, platforms(), tmp_path)

    assert shown == dict.fromkeys(shown, next(iter(shown.values())))


@pytest.mark.parametrize("said", ["budget iot-hub", "help", "bugdet iot-hub", "share budget"])
async def test_a_guest_is_told_the_same(said: str, tmp_path: Path) -> None:
    shown = await everywhere(GUEST, said, platforms(Part.OUTSIDERS), tmp_path)

    assert shown == dict.fromkeys(shown, next(iter(shown.values())))


async def everywhere(person: str, said: str, names: list[str], folder: Path) -> dict[str, Words]:
    """What somebody is shown on each platform: all that the card tells, and nothing else."""
    shown = {}
    async with AsyncExitStack() as stack:
        for name in names:
            at = await stack.enter_async_context(setting(name, folder))
            await at.town.says(person, said, Way.DIRECT)
            (answer,) = await at.seen(person)
            assert answer.words == at.told(at.house.answered.card), name
            shown[name] = told(at.house.answered.card)
    return shown
