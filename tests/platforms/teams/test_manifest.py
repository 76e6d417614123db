"""The manifest is one that Teams takes, and says what the code does and nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from adapters.teams.abilities import ABILITIES
from adapters.teams.manifest import PERMISSIONS, explain
from tests.platforms.teams.manifest_schema import refusals
from tests.platforms.teams.orders import APP, COMMANDS, crowd, drawn
from tests.real.app_manifest import complaints

WRONG = [
    (("name", "short"), "x" * 31),
    (("description", "short"), "x" * 81),
    (("description", "full"), "x" * 4_001),
    (("developer", "name"), "x" * 33),
    (("id",), "rapport"),
    (("bots", 0, "botId"), "rapport"),
    (("bots", 0, "scopes"), ["everywhere"]),
    (("bots", 0, "commandLists", 0, "commands", 0, "title"), "x" * 129),
    (("bots", 0, "commandLists", 0, "triggers"), ["shout"]),
    (("bots", 0, "supportsFiles"), "yes"),
    (("accentColor",), "blue"),
    (("permissions",), ["identity", "everything"]),
    (("colour",), "#ffffff"),
]


def broken(path: tuple[Any, ...], wrong: object) -> dict[str, Any]:
    """The manifest with something wrong in it."""
    whole = drawn(slash=True)
    inner: Any = whole
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = wrong
    return whole


def menus(manifest: dict[str, Any]) -> dict[str, list[str]]:
    """The titles in each menu, by where it is shown."""
    return {
        scope: [command["title"] for command in menu["commands"]]
        for menu in manifest["bots"][0]["commandLists"]
        for scope in menu["scopes"]
    }


def test_the_bot_is_mentioned_by_the_name_that_the_manifest_gives_it() -> None:
    name = drawn()["name"]["short"]

    assert f"`@{name} …`" in ABILITIES.asked


@pytest.mark.parametrize("slash", [False, True])
def test_teams_takes_it(*, slash: bool) -> None:
    assert list(refusals(drawn(slash=slash))) == []
    assert list(refusals(drawn(crowd(), slash=slash))) == []


@pytest.mark.parametrize("slash", [False, True])
def test_microsofts_own_schema_takes_it(*, slash: bool) -> None:
    assert complaints(drawn(slash=slash)) == []
    assert complaints(drawn(crowd(), slash=slash)) == []


@pytest.mark.parametrize(("path", "wrong"), WRONG)
def test_our_schema_would_notice(path: tuple[Any, ...], wrong: object) -> None:
    assert len(list(refusals(broken(path, wrong)))) == 1


@pytest.mark.parametrize(("path", "wrong"), WRONG)
def test_microsofts_schema_would_notice(path: tuple[Any, ...], wrong: object) -> None:
    assert len(complaints(broken(path, wrong))) == 1


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("version",), "0.1.0"),
        (("version",), "1.0.0-preview.1"),
        (("developer", "privacyUrl"), "http://rapport.example.com"),
        (("supportsChannelFeatures",), None),
    ],
)
def test_what_an_upload_refuses_besides_is_noticed(path: tuple[Any, ...], wrong: object) -> None:
    assert len(list(refusals(broken(path, wrong)))) == 1


def test_what_is_asked_often_is_in_the_menus_of_channels_and_group_chats() -> None:
    listed = [command for command in COMMANDS if command.listed]

    shown = menus(drawn())
    assert shown["team"] == shown["groupChat"]
    assert set(shown["team"]) <= {command.typed for command in listed}
    assert {command.typed for command in listed if command.often} <= set(shown["team"])


def test_as_many_commands_as_there_is_room_for_are_in_the_menu() -> None:
    few = tuple(command for command in COMMANDS if command.listed)[:12]
    assert sorted(menus(drawn(few))["team"]) == [command.typed for command in few]


def test_a_chat_of_ones_own_offers_nothing_that_is_for_everyone_in_a_channel() -> None:
    some = tuple(command for command in COMMANDS if command.verb in {"budget", "share"})
    shown = menus(drawn(some))

    assert sorted(shown["team"]) == ["budget", "share"]
    assert shown["personal"] == ["budget"]


def test_the_menu_tells_what_may_follow_the_verb() -> None:
    (_, team, _) = drawn()["bots"][0]["commandLists"]
    told = {command["title"]: command["description"] for command in team["commands"]}

    assert told["budget"].endswith("and what follows · budget [SERVICE]")


def test_a_crowded_menu_keeps_help() -> None:
    for shown in menus(drawn(crowd())).values():
        assert len(shown) == 12
        assert "help" in shown


def test_what_is_too_long_for_the_menu_is_cut_visibly() -> None:
    (budget,) = (command for command in COMMANDS if command.verb == "budget")
    long = replace(budget, summary="what it does " * 12)
    (entry,) = drawn((long,))["bots"][0]["commandLists"][0]["commands"]

    assert entry["description"].endswith("…")
    assert drawn(crowd())["description"]["full"].endswith("\n…")


def test_commands_are_behind_the_slash_only_when_wished_for() -> None:
    bot = drawn()["bots"][0]

    assert "supportsTargetedMessages" not in bot
    assert not [menu for menu in bot["commandLists"] if "triggers" in menu]


def test_behind_the_slash_they_are_where_others_read_along() -> None:
    bot = drawn(slash=True)["bots"][0]
    triggers = {menu["scopes"][0]: menu.get("triggers") for menu in bot["commandLists"]}

    both = ["mention", "slash"]
    assert bot["supportsTargetedMessages"] is True
    assert triggers == {"personal": None, "team": both, "groupChat": both}


def test_the_bot_is_the_app() -> None:
    manifest = drawn()

    assert manifest["id"] == manifest["bots"][0]["botId"] == APP


def test_each_permission_has_its_sentence() -> None:
    explained = explain()

    assert drawn()["permissions"] == [permission.name for permission in PERMISSIONS]
    for permission in PERMISSIONS:
        assert f"{permission.name}: {permission.why}" in explained
        assert permission.why.endswith(".")


def test_it_asks_for_nothing_of_graph_and_loads_no_pages() -> None:
    manifest = drawn()

    assert not {"authorization", "webApplicationInfo", "devicePermissions"} & manifest.keys()
    assert manifest["validDomains"] == []
    assert "no permission of Microsoft Graph" in explain()
