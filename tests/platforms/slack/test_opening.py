"""Starting and stopping: wrong tokens are named, connections are renewed, nothing is left open."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import BotError, Conflict, SourceUnavailable
from tests.fakes.slack import FakeSlack
from tests.platforms.slack.conftest import Workspace, populated
from tests.platforms.slack.house import BRISK, CHANNEL, INSTALLED, House, served

LEFT = "of the error budget left"


async def refused(slack: FakeSlack, folder: Path) -> BotError:
    with pytest.raises(BotError) as caught:
        async with served(slack, folder, way="socket"):
            pass
    return caught.value


async def test_a_token_of_another_workspace_is_refused(tmp_path: Path) -> None:
    async with FakeSlack(replace(INSTALLED, team_id="T0ELSE"), BRISK) as slack:
        error = await refused(slack, tmp_path)

    assert isinstance(error, Conflict)
    assert "T0ELSE" in error.message


@pytest.mark.parametrize("token", [INSTALLED.bot_token, INSTALLED.app_token])
async def test_a_revoked_token_is_refused(workspace: Workspace, tmp_path: Path, token: str) -> None:
    workspace.slack.revoked_tokens.add(token)
    error = await refused(workspace.slack, tmp_path)

    assert isinstance(error, SourceUnavailable)
    assert "revoked" in error.message


async def test_a_token_is_asked_about_once_and_not_for_every_request(
    workspace: Workspace, house: House
) -> None:
    for _ in range(3):
        await workspace.alice.types("/sre budget iot-hub", channel=CHANNEL)

    assert workspace.calls().count("auth.test") == 1


async def test_a_socket_that_slack_renews_goes_on_answering(tmp_path: Path) -> None:
    async with FakeSlack(INSTALLED, BRISK) as slack:
        people = populated(slack)
        async with served(slack, tmp_path, way="socket") as house:
            (first,) = slack.sockets.open
            await slack.sockets.refresh()
            await slack.wait_for(lambda: slack.sockets.open and slack.sockets.open != [first])

            ack = await people.alice.types("/sre budget iot-hub", channel=CHANNEL)
            assert LEFT in ack.body
            assert house.ready()


async def test_nothing_is_left_connected(workspace: Workspace, tmp_path: Path) -> None:
    async with served(workspace.slack, tmp_path, way="socket") as house:
        assert house.ready()
        assert len(workspace.slack.sockets.open) == 1

    await workspace.slack.wait_for(lambda: not workspace.slack.sockets.open)
    assert not house.ready()


async def test_events_that_we_never_asked_for_are_acknowledged(tmp_path: Path) -> None:
    chatty = replace(
        INSTALLED,
        events=INSTALLED.events | {"message.channels"},
        scopes=INSTALLED.scopes | {"channels:history"},
    )
    async with FakeSlack(chatty, BRISK) as slack:
        people = populated(slack)
        async with served(slack, tmp_path):
            said = await people.alice.mentions("budget iot-hub", channel=CHANNEL)
            await people.answer(CHANNEL, said.ts)

        assert [ack.status for ack in said.acks] == [200, 200]
        assert len(slack.thread(CHANNEL, said.ts)) == 2


async def test_tokens_in_the_environment_do_not_confuse_anybody(
    workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", INSTALLED.bot_token)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "of another app")
    async with served(workspace.slack, tmp_path):
        ack = await workspace.alice.types("/sre budget iot-hub", channel=CHANNEL)

    assert LEFT in ack.body
    assert [each for each in caplog.records if each.levelname != "INFO"] == []
