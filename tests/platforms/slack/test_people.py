"""Who is let in: by id, by verified email, as a guest; strangers and machines are not."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes.slack import FakeSlack, User
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import BRISK, CHANNEL, INSTALLED, House, served

NOT_KNOWN = "I don't know you yet"
NOT_OURS = "I only answer people of the organisations"


async def has_answers(workspace: Workspace, person: User, many: int) -> None:
    """So many answers have come, however long the last one took."""
    await workspace.slack.wait_for(lambda: len(person.sees(CHANNEL)) == many)


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


async def test_when_slack_cannot_tell_who_somebody_is_they_are_asked_for_patience(
    workspace: Workspace, over_http: House
) -> None:
    workspace.slack.fail_next("users.info", "internal_error")
    workspace.slack.stop_next_at_the_gateway("users.info")
    for answers in (1, 2, 3):
        await workspace.erin.types("/sre budget iot-hub", channel=CHANNEL)
        # Asked before that, it would be the same look-up, and share how that ends.
        await has_answers(workspace, workspace.erin, answers)
    refused, stopped, answered = workspace.erin.sees(CHANNEL)
    for each in (refused, stopped):
        assert "Slack does not tell me who you are just now." in each.shown
        assert "Ask again in a minute." in each.shown
    assert "error budget" in answered.shown


@pytest.mark.parametrize("code", ["user_not_found", "user_not_visible", "missing_scope"])
async def test_somebody_of_whom_slack_tells_us_nothing_is_a_guest(
    workspace: Workspace, over_http: House, code: str
) -> None:
    workspace.slack.fail_next("users.info", code)
    await workspace.erin.types("/sre budget iot-hub", channel=CHANNEL)

    (answer,) = workspace.erin.sees(CHANNEL)
    assert NOT_KNOWN in answer.shown


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
    assert (refused.ephemeral_to, refused.thread_ts) == ("UMOLE", said.ts)


async def test_a_guests_button_is_refused_where_they_alone_see_it(
    workspace: Workspace, house: House
) -> None:
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)
    answer = await workspace.answer(CHANNEL, said.ts)

    await workspace.zoe.press(answer, "Why?")

    refused = await workspace.slack.message(workspace.zoe, NOT_KNOWN)
    assert (refused.ephemeral_to, refused.thread_ts) == ("UZOE", said.ts)
    await house.desk.close()
    assert workspace.bob.sees(CHANNEL) == [said.message, answer]


async def test_a_guests_button_on_what_was_shown_in_the_channel_is_refused_beside_it(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.alice.types("/sre share budget iot-hub", channel=CHANNEL)
    shown = await workspace.slack.message(workspace.bob, "error budget left", CHANNEL)

    await workspace.zoe.press(shown, "Why?")

    refused = await workspace.slack.message(workspace.zoe, NOT_KNOWN)
    assert (refused.ephemeral_to, refused.thread_ts) == ("UZOE", None)
    await over_http.desk.close()
    assert workspace.slack.thread(CHANNEL, shown.ts) == [shown]


async def test_our_own_posts_are_not_answered(workspace: Workspace, house: House) -> None:
    await workspace.alice.says("budget iot-hub")
    await workspace.slack.message(workspace.alice, "error budget left", workspace.alice.dm)
    await workspace.slack.settled()

    events = [each.payload["event"] for each in workspace.slack.sent("events")]
    assert any(event.get("bot_id") == INSTALLED.bot_id for event in events)
    assert len(workspace.alice.sees(workspace.alice.dm)) == 2


async def test_talk_among_people_is_not_answered(workspace: Workspace, over_http: House) -> None:
    await workspace.alice.says("budget iot-hub", channel=CHANNEL)
    await workspace.slack.settled()

    assert len(workspace.bob.sees(CHANNEL)) == 1
