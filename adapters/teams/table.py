"""Tables: native, with columns as wide as their words need, also on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.teams.elements import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adapters.teams.elements import Element
    from adapters.teams.size import Part
    from bot.reply import Table

_PHONE, _AROUND = 44, 4
"""Characters across a phone, and as many as the space around a cell takes."""

_EMPTY = "\u00a0"
"""Clients leave out a cell that holds nothing, and move the others of its row into its place."""

_LONGEST_WORD, _LONGEST = 16, 30
"""Beyond these a column is not widened: longer texts break into lines."""


def table_around(table: Table) -> Element:
    """The table with its header row; the rows are still to come."""
    return {
        "type": "Table",
        "firstRowAsHeaders": True,
        "showGridLines": True,
        "columns": [{"width": weight} for weight in _weights(table)],
        "rows": [_row(table.columns, weight="Bolder")],
    }


def table_rows(table: Table) -> Iterator[Part]:
    """The rows, each with how much there is to read in it."""
    for row in table.rows:
        yield _row(row), sum(map(len, row))


def _row(cells: Sequence[str], **look: str) -> Element:
    return {
        "type": "TableRow",
        "cells": [
            {"type": "TableCell", "items": [words(said or _EMPTY, **look)]}
            for said in (" ".join(cell.split()) for cell in cells)
        ],
    }


def _weights(table: Table) -> list[int]:
    """How wide columns are to each other: no word is broken if a phone has room for all of them.

    What room is left goes to those with longer texts.
    """
    columns = list(zip(table.columns, *table.rows, strict=True))
    least = [min(_longest_word(column), _LONGEST_WORD) + _AROUND for column in columns]
    wanted = [
        max(min(max(map(len, column)), _LONGEST) + _AROUND - width, 0)
        for column, width in zip(columns, least, strict=True)
    ]
    left = max(_PHONE - sum(least), 0)
    return [
        width + round(left * want / max(sum(wanted), 1))
        for width, want in zip(least, wanted, strict=True)
    ]


def _longest_word(column: Sequence[str]) -> int:
    """Words break at spaces and after hyphens."""
    words = (word for cell in column for word in cell.replace("-", "- ").split())
    return max(map(len, words), default=0)
