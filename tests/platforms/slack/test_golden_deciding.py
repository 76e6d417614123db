"""Cards about who decides, and about decisions, as Slack gets them: one file each, to read."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from adapters.slack.form import OpenedAt, view
from adapters.slack.render import message
from bot.reply import Card
from tests.door import Door
from tests.fakes.slack.rules import check_message, check_view
from tests.platforms import deciding_scenes as scenes
from tests.platforms.slack.house import CHANNEL
from tests.platforms.slack.test_golden import file_name

HERE = OpenedAt("", CHANNEL, None, None, direct=False, response_url=None)

pytestmark = pytest.mark.golden


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


def drawn(card: Card) -> dict[str, Any]:
    payload = message(card)
    check_message(payload, lambda _picture: True)
    return payload


@pytest.mark.parametrize("said", ["owner capacity", "owner iot-hub"], ids=file_name)
async def test_what_is_said_gets(ask: Door, golden: SnapshotAssertion, said: str) -> None:
    assert golden == drawn((await ask(said, as_="erin")).card)


async def test_a_proposal_and_what_becomes_of_it(ask: Door, golden: SnapshotAssertion) -> None:
    assert golden == [drawn(each) for each in await scenes.proposal(ask)]


async def test_what_app_yaml_proposes_and_what_becomes_of_it(
    ask: Door, golden: SnapshotAssertion
) -> None:
    assert golden == [drawn(each) for each in await scenes.from_the_file(ask)]


async def test_a_decision_and_what_becomes_of_it(ask: Door, golden: SnapshotAssertion) -> None:
    assert golden == [drawn(each) for each in await scenes.decision(ask)]


async def test_an_incident(ask: Door, golden: SnapshotAssertion) -> None:
    assert golden == [drawn(each) for each in await scenes.incident(ask)]


@pytest.mark.parametrize("words", ["owner propose freeze", "conclude D-1 yes"], ids=file_name)
async def test_a_form(ask: Door, golden: SnapshotAssertion, words: str) -> None:
    form = await scenes.form(ask, words)
    modal = view(form, HERE)
    check_view(modal, "modal", lambda _picture: True)
    assert golden == modal
