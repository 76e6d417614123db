"""Who is let in: by id, by verified email, as a guest; strangers and machines are not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.slack.identity import Identity
from adapters.slack.inbound import from_event
from tests.fakes.slack import FakeSlack
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import BRISK, CHANNEL, INSTALLED, House, served

ME = Identity(team="T0HOME0001", user="U0RAPPORT1", bot="B0RAPPORT1", name="rapport")
NOT_KNOWN = "I don't know you yet"
NOT_OURS = "I only answer people of the organisations"


async def test_somebody_named_by_id_is_not_looked_up(workspace: Workspace, house: House) -> None:
    await workspace.alice.types("/sre budget iot-hub", channel=CHANNEL)

    assert "users.info" not in workspace.calls()


async def test_somebody_is_known_by_verified_email_and_looked_up_once(
    workspace: Workspace, over_http: House
) -> None:
    for _ in range(2):
        await workspace.erin.types("/sre budget iot-hub", channel=CHANNEL)
    await workspace.slack.settled()

    first, second = workspace.erin.sees(CHANNEL)
    assert first.text == second.text
    assert "error budget" in first.shown
    assert workspace.calls().count("users.info") == 1


async def test_a_profile_is_read_again_after_an_hour(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.erin.types("/sre budget iot-hub", channel=CHANNEL)
    over_http.clock.at += timedelta(minutes=61)
    await workspace.erin.types("/sre budget iot-hub", channel=CHANNEL)

    assert workspace.calls().count("users.info") == 2


async def test_a_guest_reads_help_and_no_budgets(workspace: Workspace, over_http: House) -> None:
    await workspace.zoe.types("/sre budget iot-hub", channel=CHANNEL)
    await workspace.zoe.types("/sre help", channel=CHANNEL)

    budget, overview = workspace.zoe.sees(CHANNEL)
    assert NOT_KNOWN in budget.shown
    assert "What you can ask me" in overview.shown


async def test_when_slack_does_not_tell_who_somebody_is_they_are_a_guest(
    workspace: Workspace, over_http: House
) -> None:
    workspace.slack.fail_next("users.info", "internal_error")
    await workspace.erin.types("/sre budget iot-hub", channel=CHANNEL)
    await workspace.erin.types("/sre budget iot-hub", channel=CHANNEL)

    first, second = workspace.erin.sees(CHANNEL)
    assert NOT_KNOWN in first.shown
    assert NOT_KNOWN not in second.shown


@pytest.mark.parametrize("changes", [{"deleted": True}, {"is_bot": True}])
async def test_an_account_that_is_no_persons_proves_nothing(
    workspace: Workspace, over_http: House, changes: dict[str, bool]
) -> None:
    for key, value in changes.items():
        setattr(workspace.erin.person, key, value)
    await workspace.erin.types("/sre budget iot-hub", channel=CHANNEL)

    (answer,) = workspace.erin.sees(CHANNEL)
    assert NOT_KNOWN in answer.shown


async def test_an_email_in_another_workspace_proves_nothing(
    workspace: Workspace, over_http: House
) -> None:
    slack = workspace.slack
    stranger = slack.user("UMOLE", email="erin@example.com", team="T0ELSE")
    slack.world.channels[CHANNEL].members.add(stranger.id)
    said = await stranger.mentions("budget iot-hub", channel=CHANNEL)

    answer = await workspace.answer(CHANNEL, said.ts)
    assert NOT_OURS in answer.shown
    assert "users.info" not in workspace.calls()


async def test_a_strangers_slash_command_is_refused(tmp_path: Path) -> None:
    async with FakeSlack(replace(INSTALLED, serves_strangers=True), BRISK) as slack:
        stranger = slack.user("UMOLE", team="T0ELSE")
        slack.channel(CHANNEL, members=[stranger])
        async with served(slack, tmp_path):
            await stranger.types("/sre budget iot-hub", channel=CHANNEL)

        (answer,) = stranger.sees(CHANNEL)
        assert NOT_OURS in answer.shown


async def test_a_strangers_button_is_refused(workspace: Workspace, over_http: House) -> None:
    slack = workspace.slack
    stranger = slack.user("UMOLE", team="T0ELSE")
    slack.world.channels[CHANNEL].members.add(stranger.id)
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)
    answer = await workspace.answer(CHANNEL, said.ts)

    await stranger.press(answer, "Why?")

    refused = await slack.message(stranger, NOT_OURS)
    assert refused.thread_ts == said.ts


async def test_our_own_posts_are_not_answered(workspace: Workspace, house: House) -> None:
    await workspace.alice.says("budget iot-hub")
    await workspace.slack.message(workspace.alice, "error budget left", workspace.alice.dm)
    await workspace.slack.settled()

    events = [each.payload["event"] for each in workspace.slack.sent("events")]
    assert any(event.get("bot_id") == ME.bot for event in events)
    assert len(workspace.alice.sees(workspace.alice.dm)) == 2


async def test_talk_among_people_is_not_answered(workspace: Workspace, over_http: House) -> None:
    await workspace.alice.says("budget iot-hub", channel=CHANNEL)
    await workspace.slack.settled()

    assert len(workspace.bob.sees(CHANNEL)) == 1


def event(**changes: object) -> dict[str, object]:
    """A direct message to us, with some things otherwise; None takes a thing away."""
    usual: dict[str, object] = {
        "type": "message",
        "channel_type": "im",
        "channel": "DALICE",
        "user": "UALICE",
        "team": "T0HOME0001",
        "text": "budget",
        "ts": "1700000000.000100",
    }
    return {key: value for key, value in {**usual, **changes}.items() if value is not None}


def body(said: Mapping[str, object], **changes: object) -> dict[str, object]:
    return {"team_id": "T0HOME0001", "event_id": "Ev1", "event": dict(said), **changes}


@pytest.mark.parametrize(
    "said",
    [
        event(bot_id="B0OTHER"),
        event(app_id="A0OTHER"),
        event(user=ME.user),
        event(user=None),
        event(subtype="message_changed"),
        event(subtype="message_deleted"),
        event(subtype="bot_message"),
        event(subtype="channel_join"),
        event(edited={"user": "UALICE", "ts": "1700000001.000100"}),
        event(channel_type="channel"),
        event(channel_type="mpim"),
        event(type="reaction_added", channel_type=None),
        event(type="app_home_opened", channel_type=None),
    ],
)
def test_machines_edits_and_other_peoples_talk_are_left_alone(said: dict[str, object]) -> None:
    assert from_event(body(said), ME) is None


@pytest.mark.parametrize("subtype", ["thread_broadcast", "file_share"])
def test_a_message_to_the_channel_or_with_a_file_is_heard(subtype: str) -> None:
    heard = from_event(body(event(subtype=subtype)), ME)

    assert heard is not None
    assert heard.request.text == "budget"


@pytest.mark.parametrize(
    ("said", "around", "team"),
    [
        (event(), {}, "T0HOME0001"),
        (event(team=None), {}, "T0HOME0001"),
        (event(user_team="T0ELSE"), {"is_ext_shared_channel": True}, "T0ELSE"),
        (event(source_team="T0ELSE"), {"is_ext_shared_channel": True}, "T0ELSE"),
        (event(team="T0ELSE"), {"is_ext_shared_channel": True}, "T0ELSE"),
        (event(team=None), {"is_ext_shared_channel": True}, ""),
        (event(user_team="E0GRID"), {"enterprise_id": "E0GRID"}, "T0HOME0001"),
        (event(user_team="E0ELSE"), {"enterprise_id": "E0GRID"}, "E0ELSE"),
    ],
)
def test_an_actor_belongs_to_their_home_team(
    said: dict[str, object], around: dict[str, object], team: str
) -> None:
    heard = from_event(body(said, **around), ME)

    assert heard is not None
    assert heard.request.actor.workspace == team
