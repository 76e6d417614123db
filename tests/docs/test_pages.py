"""The pages that people read say what is there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import rapport
from adapters.by_name import abilities
from adapters.manual import renew
from bot.command import discover

ROOT = Path(rapport.__file__).parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_generated_pages_are_up_to_date() -> None:
    assert renew(ROOT, discover().values(), abilities(), dry=True) == [], "run: make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    local = [link for link in links if "://" not in link]
    lost = [link for link in local if not (page.parent / link).exists()]
    assert lost == []


def test_every_make_command_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in re.findall(r"`?make ([a-z]+)", (ROOT / "README.md").read_text("utf-8")):
        assert re.search(rf"^{command}:", makefile, re.MULTILINE), command


def test_make_alone_lists_every_command() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    makefile = (ROOT / "Makefile").read_text("utf-8")
    commands = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    assert {"demo", "run", "test", "check", "bench", "lock"} <= commands
    assert [name for name in commands if f"make {name}" not in listed] == []


def test_nothing_in_the_repository_names_a_package_registry() -> None:
    """Where packages come from is the machine's business."""
    hosts = ("pypi.org", "pythonhosted.org", "registry.npmjs.org", "deb.debian.org")
    own = Path(__file__).resolve()
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    naming = [
        name
        for name in filter(None, tracked)
        if (ROOT / name).resolve() != own
        and (ROOT / name).is_file()
        and any(host.encode() in (ROOT / name).read_bytes() for host in hosts)
    ]
    assert naming == []
