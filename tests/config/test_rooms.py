"""Every chat platform has the rooms of docs/adding-a-platform.md; without one, its part is missing.

A platform that is still being built stops nobody from using the others.
"""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

import adapters
import rapport
from adapters import by_name
from bot.config.first import First

PAGE = Path(__file__).parents[2] / "docs" / "adding-a-platform.md"
DOORS = {
    "settings": "Settings",
    "first": "FIRST",
    "opening": "opened",
    "chat": None,
    "profiles": None,
    "inbound": None,
    "render": None,
    "form": None,
    "send": None,
    "check": "check",
    "manifest": "printed",
    "abilities": "ABILITIES",
}


@pytest.mark.parametrize("name", by_name.CHAT_PLATFORMS)
@pytest.mark.parametrize(("room", "door"), DOORS.items())
def test_a_platform_has_its_rooms(name: str, room: str, door: str | None) -> None:
    folder = Path(importlib.import_module(f"adapters.{name}").__path__[0])
    assert (folder / f"{room}.py").is_file(), f"adapters/{name} lacks {room}.py: see {PAGE.name}"
    if door:
        module = importlib.import_module(f"adapters.{name}.{room}")
        assert hasattr(module, door), f"adapters/{name}/{room}.py lacks {door}: see {PAGE.name}"


def test_the_page_names_every_room() -> None:
    named = re.findall(r"^\| `(\w+)\.py` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(DOORS)


def test_every_platform_has_its_part_in_a_first_file() -> None:
    assert tuple(by_name.firsts()) == by_name.CHAT_PLATFORMS
    assert all(isinstance(each, First) for each in by_name.firsts().values())


def test_a_platform_without_a_first_file_leaves_the_command_line_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "matter").mkdir()
    (tmp_path / "matter" / "__init__.py").touch()
    monkeypatch.setattr(adapters, "__path__", [*adapters.__path__, str(tmp_path)])
    monkeypatch.setattr(by_name, "CHAT_PLATFORMS", (*by_name.CHAT_PLATFORMS, "matter"))

    with pytest.raises(SystemExit) as left:
        rapport.main(["init", "--help"])

    assert left.value.code == 0
    said = capsys.readouterr().out
    assert "Slack or Teams?" in " ".join(said.split())
    assert "matter" not in by_name.firsts()
