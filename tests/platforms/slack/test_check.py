"""``rapport check`` asks Slack, and names everything that is not as app.yaml says."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.slack.check import check
from adapters.slack.scopes import GROUPS
from bot.config import ConfigError, Problem
from bot.errors import SourceUnavailable
from tests.fakes.slack import FakeSlack
from tests.platforms.slack.following import GROUP, following
from tests.platforms.slack.house import (
    BRISK,
    CHANNEL,
    ENVIRON,
    INSTALLED,
    OTHER_CHANNEL,
    Way,
    pointed_at,
)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A workspace in which everything is as app.yaml says."""
    async with FakeSlack(INSTALLED, BRISK) as slack:
        for person in ("alice", "bob"):
            slack.user(f"U{person.upper()}", name=person)
        for person in ("erin", "mona", "carol", "pat", "dana"):
            slack.user(f"U{person.upper()}", name=person, email=f"{person}@example.com")
        slack.channel(CHANNEL, name="iot-hub")
        slack.channel(OTHER_CHANNEL, name="device-twins")
        yield slack


async def found(slack: FakeSlack, *, way: Way = "socket") -> tuple[str, ...]:
    return await check(pointed_at(slack, way=way), environ=ENVIRON)


async def wrong(slack: FakeSlack) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        await found(slack)
    return caught.value.problems


async def test_a_good_workspace_is_described(slack: FakeSlack) -> None:
    assert await found(slack) == ("connected to home as @sre", "Socket Mode is open")


async def test_missing_scopes_are_named(slack: FakeSlack) -> None:
    slack.app = replace(INSTALLED, scopes=INSTALLED.scopes - {"files:write", "im:history"})

    (problem,) = await wrong(slack)
    assert problem.path == "platforms.slack"
    assert problem.line is not None
    assert "files:write, im:history" in problem.message
    assert "rapport manifest slack" in problem.fix


async def test_a_token_of_another_workspace_is_noticed(slack: FakeSlack) -> None:
    slack.app = replace(INSTALLED, team_id="T0ELSE")

    (problem,) = await wrong(slack)
    assert problem.path == "platforms.slack.workspace"
    assert "T0ELSE" in problem.message


async def test_every_channel_and_everybody_is_looked_up(slack: FakeSlack) -> None:
    slack.channel(CHANNEL, name="iot-hub", with_bot=False)
    del slack.world.channels[OTHER_CHANNEL]
    del slack.world.people["UBOB"]

    problems = await wrong(slack)
    assert {problem.path: problem.message for problem in problems} == {
        "engagements.iot-hub.places.slack": "Rapport is not in #iot-hub.",
        "engagements.device-twins.places.slack": f"Slack shows us no channel {OTHER_CHANNEL}.",
        "people.bob.ids.slack": "Slack knows no user UBOB.",
    }


async def test_the_invitation_names_the_bot_as_slack_does(slack: FakeSlack) -> None:
    slack.app = replace(INSTALLED, name="hubert")
    slack.channel(CHANNEL, name="iot-hub", with_bot=False)
    del slack.world.channels[OTHER_CHANNEL]

    away, unknown = await wrong(slack)
    assert away.fix == "Say /invite @hubert there."
    assert "/invite @hubert" in unknown.fix


async def test_people_whom_slack_does_not_know_by_email_are_said(slack: FakeSlack) -> None:
    del slack.world.people["UERIN"]

    assert "nobody there has the email of erin: a guest there" in await found(slack)


async def test_what_cannot_be_looked_up_is_said(slack: FakeSlack) -> None:
    slack.fail_next("users.info", "fatal_error")
    slack.fail_next("conversations.info", "fatal_error")

    said = await found(slack)
    assert "alice was not looked up: fatal_error" in said
    assert "#iot-hub was not looked at: fatal_error" in said


@pytest.mark.parametrize(
    ("token", "words"),
    [(INSTALLED.bot_token, "auth.test"), (INSTALLED.app_token, "apps.connections.open")],
)
async def test_a_revoked_token_is_named_with_the_way_to_mend_it(
    slack: FakeSlack, token: str, words: str
) -> None:
    slack.revoked_tokens.add(token)

    with pytest.raises(SourceUnavailable) as caught:
        await found(slack)
    assert caught.value.message == f"Slack refuses {words}: this token was revoked."
    assert "api.slack.com/apps" in (caught.value.next_step or "")


async def test_over_http_no_app_token_is_asked_for(slack: FakeSlack) -> None:
    slack.revoked_tokens.add(INSTALLED.app_token)

    assert "Socket Mode is open" not in await found(slack, way="http")


async def test_a_slack_out_of_reach_is_said(slack: FakeSlack) -> None:
    slack.url = "http://127.0.0.1:9"

    with pytest.raises(SourceUnavailable, match="does not answer"):
        await found(slack)


async def test_a_connection_that_breaks_is_said(slack: FakeSlack) -> None:
    slack.lose_next_answer("auth.test")

    with pytest.raises(SourceUnavailable, match="does not answer"):
        await found(slack)


FOLLOWING = following("hub-sre", "hub-product")
MAY = replace(INSTALLED, scopes=INSTALLED.scopes | {scope.name for scope in GROUPS})


async def looked(slack: FakeSlack) -> tuple[str, ...]:
    """What is found where two rotations fill one group."""
    config = replace(pointed_at(slack), organisation=FOLLOWING)
    return await check(config, environ=ENVIRON)


async def amiss(slack: FakeSlack) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        await looked(slack)
    return caught.value.problems


async def test_user_groups_that_can_follow_are_said(slack: FakeSlack) -> None:
    slack.app = MAY
    group = slack.user_group(GROUP, handle="iot-hub-oncall", users=["UALICE"])

    said = await looked(slack)
    assert said[-1] == "the user group @iot-hub-oncall follows who is on call"
    assert sum("user group" in each for each in said) == 1
    assert (group.users, group.written) == (("UALICE",), 0)


async def test_scopes_for_user_groups_are_missed_only_where_a_rotation_has_one(
    slack: FakeSlack,
) -> None:
    slack.user_group(GROUP)
    assert not [each for each in await found(slack) if "group" in each]

    slack.app = replace(MAY, scopes=MAY.scopes - {"usergroups:write"})
    (problem,) = await amiss(slack)
    assert problem.path == "platforms.slack"
    assert "lacks usergroups:write" in problem.message
    assert "rapport manifest slack --groups" in problem.fix


@pytest.mark.parametrize("disabled", [True, False])
async def test_a_user_group_that_is_not_there_is_named_at_each_rotation(
    slack: FakeSlack, *, disabled: bool
) -> None:
    slack.app = MAY
    if disabled:
        slack.user_group(GROUP, handle="iot-hub-oncall", disabled=True)

    problems = await amiss(slack)
    assert [problem.path for problem in problems] == [
        "rotations.hub-sre.groups.slack",
        "rotations.hub-product.groups.slack",
    ]
    (said,) = {problem.message for problem in problems}
    assert said == (
        "The user group @iot-hub-oncall is disabled."
        if disabled
        else f"Slack has no user group {GROUP}."
    )


async def test_user_groups_that_cannot_be_looked_at_are_said(slack: FakeSlack) -> None:
    slack.app = MAY
    slack.fail_next("usergroups.list", "plan_upgrade_required")
    assert "user groups were not looked at: plan_upgrade_required" in await looked(slack)
