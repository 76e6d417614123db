"""``rapport import budget``: a whole CSV file into the store, or nothing of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from adapters.budgets.table.causes import grouped
from adapters.budgets.table.parsing import parse
from adapters.budgets.table.rows import Measured
from bot.errors import Usage

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from adapters.budgets.table.parsing import Problem
    from adapters.budgets.table.rows import Row
    from bot.model.counts import Counts
    from bot.model.organisation import Organisation
    from bot.ports.store import Store, Tx

SHOWN = 20
"""Causes that are listed; whoever has more will fix those first."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, in days."""

    new: int
    changed: int
    same: int

    def __str__(self) -> str:
        total = self.new + self.changed + self.same
        days = "1 day" if total == 1 else f"{total} days"
        return f"Imported {days}: {self.new} new, {self.changed} changed, {self.same} as before."


async def import_budget(
    path: Path,
    organisation: Organisation,
    *,
    tables: Collection[str],
    store: Store,
    now: datetime,
) -> Report:
    """Read a file of daily counts and write all of it, in one transaction.

    Args:
        path: The CSV file.
        organisation: Whose services and objectives it may name.
        tables: The keys of the sources that are tables.
        store: Where the counts go.
        now: Days that are not over by then are refused.

    Raises:
        Usage: The file cannot be read, or has mistakes; every one is told with its line.
    """
    measured = Measured(organisation, tables, today=now.astimezone(UTC).date())
    parsed = parse(_text(path), measured)
    if parsed.problems:
        raise _refusal(path, parsed.problems)
    return await store.transact(lambda tx: _write(tx, parsed.rows, at=now))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Usage(
            f"{path} is not text in UTF-8.", next_step="Save it as CSV in UTF-8 and try again."
        ) from None
    except OSError as error:
        why = (error.strerror or "it cannot be read").lower()
        raise Usage(f"{path}: {why}.", next_step="See whether the path is right.") from None


def _refusal(path: Path, problems: Sequence[Problem]) -> Usage:
    causes = grouped(problems)
    listed = [f"{cause}" for cause in causes[:SHOWN]]
    if more := sum(len(cause.lines) for cause in causes[SHOWN:]):
        listed.append(f"and {more} more")
    count = "1 mistake" if len(problems) == 1 else f"{len(problems)} mistakes"
    return Usage(
        f"{path} has {count}, so nothing was imported.",
        next_step="\n".join((*listed, "Mend the file and import it again.")),
    )


def _write(tx: Tx, rows: Sequence[Row], *, at: datetime) -> Report:
    days: dict[str, dict[date, Counts]] = defaultdict(dict)
    for row in rows:
        days[row.slo][row.day] = row.counts
    new = changed = 0
    for slo, counts in days.items():
        before = tx.budgets.days(slo, start=min(counts), end=max(counts))
        new += len(counts.keys() - before.keys())
        changed += sum(before.get(day, counts[day]) != counts[day] for day in counts)
        tx.budgets.put_days(slo, counts.items(), at=at)
    return Report(new=new, changed=changed, same=len(rows) - new - changed)
