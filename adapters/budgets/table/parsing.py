"""A CSV file of daily counts → its rows, or every mistake with its line."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.budgets.table.rows import COLUMNS, REQUIRED, Mistake
from bot.closest import closest
from bot.config.concealing import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from adapters.budgets.table.rows import Measured, Row

BYTE_ORDER_MARK = "\ufeff"
_FIRST_LINE = f"The first line is: {','.join(COLUMNS)}."


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake, on one line of the file."""

    line: int
    reason: str
    fix: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason} {self.fix}"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds; only one without problems may be used."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def parse(text: str, measured: Measured) -> Parsed:
    """Read ``date,service,slo,good,bad``: columns in any order, ``slo`` only where it is needed.

    Spreadsheets of some countries separate by semicolons; that is understood too.
    """
    text = text.removeprefix(BYTE_ORDER_MARK)
    if not text.strip():
        return Parsed((), (Problem(1, "the file is empty.", _FIRST_LINE),))
    header, *lines = text.split("\n")
    delimiter = ";" if ";" in header and "," not in header else ","
    try:
        columns = [name.lower() for name in _cells(header, delimiter)]
        _verify(columns)
    except Mistake as mistake:
        return Parsed((), (Problem(1, mistake.reason, mistake.fix),))
    rows: list[Row] = []
    problems: list[Problem] = []
    first_said: dict[tuple[str, date], int] = {}
    for number, line in _written(lines):
        try:
            row = measured.row(_by_column(columns, _cells(line, delimiter)))
            first = first_said.setdefault((row.slo, row.day), number)
            if first != number:
                raise _twice(row, first)
        except Mistake as mistake:
            problems.append(Problem(number, mistake.reason, mistake.fix))
        else:
            rows.append(row)
    if not rows and not problems:
        problems.append(
            Problem(1, "no days follow.", "Write one a line, like the first line says.")
        )
    return Parsed(tuple(rows), tuple(problems))


def _written(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines with something on them, numbered as in an editor."""
    return ((number, line) for number, line in enumerate(lines, start=2) if line.strip(" \t\r,;"))


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of one line. No cell goes on over several lines, so each line is read alone."""
    try:
        cells = next(csv.reader([line.rstrip("\r")], delimiter=delimiter, strict=True), [])
    except csv.Error:
        raise Mistake("its quotes do not match.", "Write the cells without quotes.") from None
    return [cell.strip() for cell in cells]


def _verify(columns: list[str]) -> None:
    """See whether the first line names the columns that are needed."""
    if not set(columns) & set(COLUMNS) and not any(closest(name, COLUMNS) for name in columns):
        raise Mistake(f"the header line is missing: {','.join(COLUMNS)}.", "Put it first.")
    known = _FIRST_LINE
    for name in columns:
        if name not in COLUMNS:
            near = closest(name, COLUMNS, limit=1)
            guess = f"Did you mean {near[0]}? " if near else ""
            raise Mistake(f"there is no column “{shown(name)}”.", f"{guess}{known}")
        if columns.count(name) > 1:
            raise Mistake(f"the column {name} is there twice.", known)
    if missing := [name for name in REQUIRED if name not in columns]:
        raise Mistake(f"a column is missing: {', '.join(missing)}.", known)


def _by_column(columns: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(columns):
        raise Mistake(
            f"there are {len(cells)} cells where the first line has {len(columns)}.",
            f"Write {','.join(columns)}.",
        )
    return dict(zip(columns, cells, strict=True))


def _twice(row: Row, first: int) -> Mistake:
    return Mistake(f"{row.day} of {row.slo} is already on line {first}.", "Keep one of the two.")
