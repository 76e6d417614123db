"""Tables as lines: columns of fixed width break on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reply import Table


def header(table: Table) -> str | None:
    """The columns' names in a line; None where each cell says its own."""
    return None if _compares(table) or _says_its_own(table) else " · ".join(table.columns).strip()


def lines(table: Table) -> Iterator[tuple[str, str]]:
    """A line a row: its first cell, and the others.

    An empty cell would leave the others without their column, so then each says which one is its
    own. Of things that stand beside each other to be compared, one comes after the other, and what
    is said of it stands below: it is more than a line.
    """
    if _compares(table):
        yield from _one_after_the_other(table)
        return
    for first, *others in table.rows:
        cells = zip(table.columns[1:], others, strict=True)
        if _says_its_own(table):
            yield first, " · ".join(f"{name}: {cell}" for name, cell in cells if cell)
        else:
            yield first, " · ".join(others)


def _one_after_the_other(table: Table) -> Iterator[tuple[str, str]]:
    (_, *names), *things = zip(table.columns, *table.rows, strict=True)
    for thing, *cells in things:
        yield thing, ""
        yield from (
            ("", f"• {name}: {cell}") for name, cell in zip(names, cells, strict=True) if cell
        )


def _compares(table: Table) -> bool:
    """Whether its columns are the things, and its rows what is said of them."""
    return not table.columns[0]


def _says_its_own(table: Table) -> bool:
    return not all(cell for row in table.rows for cell in row)
