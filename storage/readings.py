"""A budget reading as JSON text and back."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bot.model.counts import Counts, Slice
from bot.ports.budgets import BudgetReading, Provenance
from storage.statements import EPOCH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


_MICROSECOND = timedelta(microseconds=1)


def to_json(reading: BudgetReading) -> str:
    """Write a reading down exactly; instants in microseconds, counts as [bad, total]."""
    provenance = reading.provenance
    return json.dumps(
        {
            "at": _stamp(reading.at),
            "window": _pair(reading.window),
            "before": [_pair(counts) for counts in reading.before],
            "recent": {name: _pair(counts) for name, counts in reading.recent.items()},
            "slices": [
                [_stamp(each.start), _stamp(each.end), *_pair(each.counts)]
                for each in reading.slices
            ],
            "as_of": None if reading.as_of is None else _stamp(reading.as_of),
            "interval": reading.interval.total_seconds(),
            "coverage": None if reading.coverage is None else str(reading.coverage),
            "source": provenance.source,
            "method": provenance.method,
            "queries": list(provenance.queries),
            "accuracy": provenance.accuracy,
            "hint": provenance.hint,
        },
        separators=(",", ":"),
    )


def from_json(text: str) -> BudgetReading:
    """Read a reading that ``to_json`` wrote."""
    stored: dict[str, Any] = json.loads(text)
    first, second = stored["before"]
    return BudgetReading(
        at=_instant(stored["at"]),
        window=Counts(*stored["window"]),
        before=(Counts(*first), Counts(*second)),
        recent={name: Counts(*pair) for name, pair in stored["recent"].items()},
        slices=tuple(_slice(row) for row in stored["slices"]),
        as_of=None if stored["as_of"] is None else _instant(stored["as_of"]),
        interval=timedelta(seconds=stored["interval"]),
        coverage=None if stored["coverage"] is None else Decimal(stored["coverage"]),
        provenance=Provenance(
            source=stored["source"],
            method=stored["method"],
            queries=tuple(stored["queries"]),
            accuracy=stored["accuracy"],
            hint=stored.get("hint"),
        ),
    )


def _pair(counts: Counts) -> list[int]:
    return [counts.bad, counts.total]


def _slice(row: Sequence[int]) -> Slice:
    start, end, bad, total = row
    return Slice(_instant(start), _instant(end), Counts(bad, total))


def _stamp(instant: datetime) -> int:
    return (instant - EPOCH) // _MICROSECOND


def _instant(stored: int) -> datetime:
    return EPOCH + stored * _MICROSECOND
