"""What is the matter with app.yaml: where, what, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.config.concealing import shown

if TYPE_CHECKING:
    from pathlib import Path

Where = tuple[str | int, ...]
"""A path inside the file: ``("services", "iot-hub", "aliases", 0)``."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something found in the file; its line is looked up by its place unless it is given."""

    where: Where
    message: str
    fix: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend, or to know.

    Attributes:
        path: Where in the file: ``services.iot-hub.slos.availability.target``; empty for all of it.
        line: Its line, from 1; None when there is no file to point into.
        message: What is the matter, in a sentence.
        fix: What to write instead, in a sentence.
    """

    path: str
    line: int | None
    message: str
    fix: str


class ConfigError(Exception):
    """The configuration cannot be used; every problem at once."""

    def __init__(self, problems: tuple[Problem, ...], *, file: Path | None = None) -> None:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__(
            f"{file or 'the configuration'} has {count}; the first: {problems[0].message}"
        )
        self.problems = problems
        self.file = file


def dotted(where: Where) -> str:
    """A path as people write it; a part that looks like a secret is not repeated."""
    return ".".join(shown(str(part)) for part in where)
