"""docs/teams.md can be followed: its commands run, and its files are taken."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
import yaml

from adapters.teams.manifest import NAME
from adapters.teams.settings import Settings
from bot.command import discover
from tests.platforms.teams.manifest_schema import refusals
from tests.real.agents_playground.people import described
from tests.terminal.running import ROOT, Rapport

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "teams.md").read_text("utf-8")
MANIFEST_COMMANDS = re.findall(r"^    \.venv/bin/rapport (manifest .*)$", PAGE, re.MULTILINE)
SERVED, PLACE, DEVELOPED, PLAYGROUND = (
    yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
)


def settings(block: dict[str, Any]) -> Settings:
    """A section of app.yaml as it is read."""
    return Settings.model_validate(block["platforms"]["teams"])


@pytest.mark.parametrize("command", MANIFEST_COMMANDS)
def test_every_manifest_of_the_page_is_packed(command: str, tmp_path: Path) -> None:
    example = (ROOT / "app.yaml").read_text("utf-8")
    (tmp_path / "my.yaml").write_text(example + yaml.safe_dump(SERVED), "utf-8")

    ran = Rapport(tmp_path)(*shlex.split(command))

    assert (ran.status, ran.err) == (0, "")
    with ZipFile(tmp_path / "rapport-teams.zip") as package:
        assert list(refusals(json.loads(package.read("manifest.json")))) == []


def test_the_page_shows_the_plain_manifest_the_slash_and_a_version() -> None:
    assert len(MANIFEST_COMMANDS) == 3
    assert sum("--slash" in command for command in MANIFEST_COMMANDS) == 1
    assert sum("--app-version" in command for command in MANIFEST_COMMANDS) == 1


def test_the_sections_of_app_yaml_are_taken() -> None:
    served, developed = settings(SERVED), settings(DEVELOPED)

    assert served.app_id is not None
    assert not served.development
    assert developed.development


def test_the_agents_playground_has_the_tenant_and_the_channel_of_app_yaml() -> None:
    (channel,) = PLAYGROUND["team"]["channels"]

    assert PLAYGROUND["tenantId"] in settings(DEVELOPED).allowed
    assert channel["id"] == PLACE["places"]["teams"]["channel"]
    assert PLAYGROUND["bot"]["name"] == NAME


def test_the_file_of_the_agents_playground_is_like_the_one_that_starts_it() -> None:
    proven = yaml.safe_load(described())
    (person,) = {frozenset(person) for person in [proven["currentUser"], *proven["users"]]}

    assert PLAYGROUND.keys() == proven.keys()
    assert PLAYGROUND["team"].keys() == proven["team"].keys()
    assert {frozenset(each) for each in PLAYGROUND["users"]} == {person}
    assert PLAYGROUND["currentUser"].keys() == person
    assert len(PLAYGROUND["users"]) == len(proven["users"]) == 5, "it takes no fewer"


def test_whatever_is_typed_in_teams_is_a_command() -> None:
    typed = re.findall(rf"`@{NAME} (\w+)", PAGE)

    assert typed
    assert set(typed) <= discover().keys()
