"""The manifest is one that Slack takes, and asks for what the code uses and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.slack.abilities import ABILITIES
from adapters.slack.check import check
from adapters.slack.manifest import explain, manifest
from adapters.slack.scopes import EVENTS, GROUPS, HISTORY, NEEDED
from adapters.slack.settings import Mode
from bot.command import Command, discover
from bot.model.organisation import Person, Side
from bot.ports.chat import Chat
from tests.fakes.slack.app import EVENT_SCOPES
from tests.fakes.slack.methods.registry import METHODS
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL, ENVIRON, House, pointed_at
from tests.platforms.slack.manifest_schema import complaints

HERE = "https://rapport.example.com/"
COMMANDS = discover().values()
ERIN = Person("erin", "Erin Gallagher", Side.SRE, email="erin@example.com")


def drawn(mode: Mode, *, history: bool = False, groups: bool = False) -> dict[str, Any]:
    url = HERE if mode is Mode.HTTP else None
    return manifest(COMMANDS, mode=mode, url=url, history=history, groups=groups)


def test_the_bot_is_mentioned_by_the_name_that_the_manifest_gives_it() -> None:
    name = drawn(Mode.SOCKET)["features"]["bot_user"]["display_name"]

    assert f"`@{name} …`" in ABILITIES.asked


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("all_of_it", [False, True])
def test_slack_takes_it(mode: Mode, *, all_of_it: bool) -> None:
    assert list(complaints(drawn(mode, history=all_of_it, groups=all_of_it))) == []


def test_slack_takes_it_however_many_commands_there_are() -> None:
    (command, *_) = COMMANDS
    many: list[Command] = [
        replace(command, verb=f"verb{number}", summary="what it does " * 5) for number in range(200)
    ]
    crowded = manifest(many, mode=Mode.SOCKET)

    assert list(complaints(crowded)) == []
    assert crowded["features"]["slash_commands"][0]["usage_hint"].endswith("| …")


def test_slack_takes_it_when_there_is_hardly_a_command() -> None:
    (command, *_) = COMMANDS
    assert list(complaints(manifest([replace(command, summary="x")], mode=Mode.SOCKET))) == []


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("display_information", "name"), "x" * 36),
        (("display_information", "long_description"), "x" * 174),
        (("display_information", "colour"), "#fff"),
        (("features", "slash_commands", 0, "command"), "/" + "x" * 32),
        (("features", "slash_commands", 0, "usage_hint"), ""),
        (("settings", "event_subscriptions", "bot_events"), ["message.im"] * 2),
        (("settings", "socket_mode_enabled"), "yes"),
    ],
)
def test_the_schema_would_notice(path: tuple[Any, ...], wrong: object) -> None:
    broken = drawn(Mode.SOCKET)
    inner: Any = broken
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = wrong

    assert len(list(complaints(broken))) == 1


def test_names_typed_after_the_command_arrive_as_ids() -> None:
    (slash,) = drawn(Mode.SOCKET)["features"]["slash_commands"]

    assert slash["should_escape"] is True
    assert "budget [SERVICE]" in slash["usage_hint"]
    assert "url" not in slash


def test_over_http_everything_goes_to_one_address() -> None:
    over_http = drawn(Mode.HTTP)
    address = "https://rapport.example.com/slack/events"

    assert over_http["features"]["slash_commands"][0]["url"] == address
    assert over_http["settings"]["event_subscriptions"]["request_url"] == address
    assert over_http["settings"]["interactivity"]["request_url"] == address
    assert over_http["settings"]["socket_mode_enabled"] is False


def test_over_http_an_address_is_needed() -> None:
    with pytest.raises(ValueError, match="public https:// address"):
        manifest(COMMANDS, mode=Mode.HTTP)


def test_each_scope_has_its_sentence() -> None:
    explained = explain(history=True, groups=True)

    for scope in (*NEEDED, *HISTORY, *GROUPS):
        assert f"{scope.name}: {scope.why}" in explained
        assert scope.why.endswith(".")


def test_without_history_it_is_said_what_is_lost() -> None:
    assert "stays without its chart" in explain()
    assert "channels:history" not in drawn(Mode.SOCKET)["oauth_config"]["scopes"]["bot"]
    assert "channels:history" in drawn(Mode.SOCKET, history=True)["oauth_config"]["scopes"]["bot"]


def test_user_groups_are_asked_for_where_they_are_wished_for() -> None:
    asked = drawn(Mode.SOCKET, groups=True)["oauth_config"]["scopes"]["bot"]
    plain = drawn(Mode.SOCKET)["oauth_config"]["scopes"]["bot"]

    assert set(asked) - set(plain) == {"usergroups:read", "usergroups:write"}
    assert "User groups are optional" in explain()
    assert "User groups are optional" not in explain(groups=True)


async def test_the_scopes_are_those_that_the_code_uses(
    workspace: Workspace, house: House, chat: Chat
) -> None:
    """Do everything once: what Slack wanted a scope for is what the manifest asks for."""
    slack, erin = workspace.slack, workspace.erin
    slack.channel("CTWINS", name="device-twins", kind="group", members=[erin])
    said = await erin.mentions("budget iot-hub", channel=CHANNEL)
    await erin.says("help")
    await erin.opens_home()
    await workspace.answer(
        CHANNEL, said.ts, when=lambda each: any(b["type"] == "image" for b in each.blocks)
    )
    await check(pointed_at(slack), environ=ENVIRON)
    await chat.find("news", to=ERIN, since=datetime.now(UTC))

    wanted = {METHODS[method].scope for method in workspace.calls()} - {None, "connections:write"}
    wanted |= {EVENT_SCOPES[event] for event in EVENTS} - {None}
    wanted |= {"channels:read", "groups:read"}  # conversations.info, by the kind of channel
    assert wanted | {"commands"} == {scope.name for scope in NEEDED}
    assert not [call for call in slack.calls if call[2] == "missing_scope"]
