"""Mistakes that have one cause are told once, with all their lines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.budgets.table.parsing import Problem

RANGES = 5
"""Ranges of lines that are listed for one cause."""


@dataclass(frozen=True, slots=True)
class Cause:
    """The same mistake on one line or several, in the file's order."""

    lines: tuple[int, ...]
    said: str

    def __str__(self) -> str:
        ranges = _ranges(self.lines)
        listed = ", ".join(ranges[:RANGES])
        more = " …" if len(ranges) > RANGES else ""
        return f"line{'s' * (len(self.lines) > 1)} {listed}{more}: {self.said}"


def grouped(problems: Iterable[Problem]) -> tuple[Cause, ...]:
    """Every cause once, the first line first."""
    lines = defaultdict[str, list[int]](list)
    for problem in problems:
        lines[f"{problem.reason} {problem.fix}"].append(problem.line)
    return tuple(Cause(tuple(numbers), said) for said, numbers in lines.items())


def _ranges(lines: Sequence[int]) -> list[str]:
    """Neighbours joined: 2, 3, 4 and 9 are ``2–4`` and ``9``."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]
