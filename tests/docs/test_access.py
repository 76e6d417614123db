"""The page of who may do what says what the rules do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.access import MAY, Act, Part
from bot.access_words import ACTS, PARTS, STANDINGS
from bot.command import discover
from bot.directory import Standing

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
VERBS = {each.typed: each for each in discover().values()}
QUOTED = re.compile(r"`([^`]+)`")
ROW = re.compile(r"^\| (.+) \|$", re.MULTILINE)


def rows() -> dict[str, list[str]]:
    """Its tables' rows by their first cell."""
    cells = (row.split(" | ") for row in ROW.findall(PAGE.read_text("utf-8")))
    return {first: rest for first, *rest in cells}


def row_of(standing: Standing) -> list[str]:
    (found,) = (rest for first, rest in rows().items() if first.startswith(f"**{standing.title()}"))
    return found


@pytest.mark.parametrize(
    ("standing", "guests", "readings", "writes"),
    [
        (Standing.MEMBER, "yes", "yes", "if the platform has verified them"),
        (Standing.OPERATOR, "yes", "yes", "no"),
        (Standing.GUEST, "yes", "no", "no"),
        (Standing.STRANGER, "not let in", "not let in", "not let in"),
    ],
)
def test_the_terminal_only_reads_and_nobody_changes_anything_unverified(
    standing: Standing, guests: str, readings: str, writes: str
) -> None:
    assert row_of(standing) == [guests, readings, writes]


def test_every_command_stands_in_exactly_one_class() -> None:
    listed = re.findall(r"^- [A-Z][^:*]+: (`.+)\.$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert sorted(QUOTED.findall(" ".join(listed))) == sorted(VERBS)


@pytest.mark.parametrize("act", Act)
def test_an_act_has_its_row_with_everybody_who_may(act: Act) -> None:
    who, said = rows()[f"{act[0].upper()}{act[1:]}"]
    assert who.split("; ") == [str(part) for part in MAY[act]]
    assert said == ACTS[act]


@pytest.mark.parametrize("act", Act)
def test_what_an_act_is_said_with_is_a_command_that_changes_something(act: Act) -> None:
    typed = QUOTED.findall(ACTS[act])
    verbs = [each.split(" …")[0] for each in typed]
    assert verbs
    assert all(VERBS[verb].writes for verb in verbs)


def test_everybody_is_explained() -> None:
    assert set(PARTS) == set(Part)
    assert set(STANDINGS) == set(Standing)
