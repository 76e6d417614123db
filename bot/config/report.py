"""Problems, notices and findings as plain text for a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.config.checking import Examination, Finding
    from bot.config.problems import ConfigError, Problem

WIDTH = 100
_INDENT = "    "


def broken(error: ConfigError) -> str:
    """A file that cannot be used: every problem, and how many there are."""
    file = error.file.name if error.file else "configuration"
    return "\n\n".join((*_listed(error.problems, file), _verdict(error.problems, file)))


def examined(examination: Examination) -> str:
    """A file that could be read: what was found, what to know, what to mend."""
    file = examination.file
    parts = [_finding(finding) for finding in examination.findings]
    if examination.notices:
        parts += ["To know:", *_listed(examination.notices, file)]
    parts += [*_listed(examination.problems, file), _verdict(examination.problems, file)]
    return "\n\n".join(parts)


def _listed(problems: Iterable[Problem], file: str) -> Iterable[str]:
    return (_problem(problem, file) for problem in problems)


def _problem(problem: Problem, file: str) -> str:
    place = f"{file}:{problem.line}" if problem.line else file
    head = f"{place}  {problem.path}".rstrip()
    return "\n".join((head, _paragraph(problem.message, _INDENT), _paragraph(problem.fix, "  → ")))


def _finding(finding: Finding) -> str:
    return "\n".join((finding.path, *(_paragraph(said, _INDENT) for said in finding.said)))


def _paragraph(text: str, first: str) -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=_INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _verdict(problems: tuple[Problem, ...], file: str) -> str:
    if not problems:
        return f"{file} is good."
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return f"{count} to mend in {file}."
