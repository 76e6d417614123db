"""A mention means the same person on every platform, and nobody's id is ever shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.duties import Log
from tests.platforms.contract.drivers import driver, platforms, setting
from tests.platforms.contract.face import GUEST, Part, Way

if TYPE_CHECKING:
    from pathlib import Path

UNTIL = "2026-11-24T17:00Z"


@pytest.mark.parametrize("way", [Way.CHANNEL, Way.ALONE, Way.THREAD])
@pytest.mark.parametrize("platform", platforms(Part.CHANNELS, Part.ALONE))
async def test_a_mention_is_the_person(platform: str, way: Way, tmp_path: Path) -> None:
    log = Log()
    async with setting(platform, tmp_path, also=log.commands()) as at:
        await at.town.says("alice", f"relieve @bob by @erin until {UNTIL}", way)
        answer = await at.last("alice")

        assert answer.words.headline == f"relieve @bob by @erin until {UNTIL}"
        (args,) = log.heard
        assert (args.whom.key, args.by.key) == ("bob", "erin")


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_i_am_whoever_asks(platform: str, tmp_path: Path) -> None:
    log = Log()
    async with setting(platform, tmp_path, also=log.commands()) as at:
        for person in ("alice", "bob"):
            await at.town.says(person, f"relieve me by @erin until {UNTIL}", Way.CHANNEL)
            await at.last(person)

        assert [args.whom.key for args in log.heard] == ["alice", "bob"]


@pytest.mark.parametrize("platform", platforms(Part.OUTSIDERS))
async def test_somebody_unknown_is_said_to_be_and_no_id_is_shown(
    platform: str, tmp_path: Path
) -> None:
    log = Log()
    async with setting(platform, tmp_path, also=log.commands()) as at:
        await at.town.says("alice", f"relieve me by @{GUEST} until {UNTIL}", Way.CHANNEL)
        answer = await at.last("alice")

        assert answer.words.headline.startswith("I don't know @")
        assert "app.yaml" in answer.words.body
        assert driver(platform).user(GUEST) not in str(answer.payload)
        assert log.heard == []


@pytest.mark.parametrize("platform", platforms(Part.OUTSIDERS))
async def test_what_is_suggested_keeps_the_people_and_shows_no_ids(
    platform: str, tmp_path: Path
) -> None:
    log = Log()
    async with setting(platform, tmp_path, also=log.commands()) as at:
        said = f"relieve @bob by @erin until {UNTIL} for iothb"
        await at.town.says("alice", said, Way.CHANNEL)
        answer = await at.last("alice")

        meant = f"relieve @bob by @erin until {UNTIL} for iot-hub"
        assert answer.words.buttons[meant] == meant
        assert driver(platform).user("erin") not in str(answer.payload)
        await at.town.presses("alice", answer, meant)
        await at.seen("alice")
        assert [(args.whom.key, args.by.key) for args in log.heard] == [("bob", "erin")]


@pytest.mark.parametrize("way", [Way.CHANNEL, Way.ALONE])
@pytest.mark.parametrize("platform", platforms(Part.CHANNELS, Part.ALONE))
async def test_a_form_offers_people_to_choose_from(platform: str, way: Way, tmp_path: Path) -> None:
    log = Log()
    async with setting(platform, tmp_path, also=log.commands()) as at:
        await at.town.says("alice", "relieve me", way)
        await at.town.presses("alice", await at.last("alice"), "Fill in")
        await at.house.settled()
        opened = await at.town.form("alice")
        assert opened is not None
        assert "Erin Gallagher" in str(opened.payload)
        fields = {"whom": "bob", "by": "erin", "until": UNTIL, "service": "iot-hub"}
        await at.town.fills("alice", opened, fields)
        answer = await at.last("alice")

        said = f"relieve @bob by @erin until {UNTIL} for iot-hub"
        assert answer.words.headline == said
