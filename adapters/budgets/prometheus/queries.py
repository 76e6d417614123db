"""The questions that one reading asks Prometheus, and what their answers mean.

Several numbers are asked for in one query: each part gets a label of ours that tells it from the
others. Bad and total events are always counted apart and divided here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from adapters.budgets.prometheus.promql import SECOND
from adapters.fetching.failure import Failure
from bot.model.burn import WINDOWS
from bot.model.counts import Counts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.budgets.prometheus.promql import Expression

PART = "rapport"
"""The label that tells the parts of one query apart."""

NEWEST, SEEN, HOUR_SO_FAR = "newest", "seen", "hour"
COVERAGE_STEP = timedelta(minutes=5)
"""As far as Prometheus looks back for a sample, unless it is set up otherwise."""
SLACK = 1.01
"""Extrapolation alone can put a part of the events this far above all of them."""


@dataclass(frozen=True, slots=True)
class Events:
    """What one objective counts: all valid events, and either the bad or the good among them."""

    total: Expression
    part: Expression
    part_is_good: bool

    @property
    def part_name(self) -> str:
        """Which of the two the part is."""
        return "good" if self.part_is_good else "bad"

    def over(self, span: timedelta, *, name: str = "") -> dict[str, str]:
        """The two counts within a span, each under its name."""
        return {
            f"total{name}": self.total.over(span),
            f"{self.part_name}{name}": self.part.over(span),
        }

    def verify(self, values: Mapping[str, float]) -> None:
        """See whether the two counts of a whole window can both be right.

        Raises:
            Failure: They contradict each other.
        """
        total, part = values.get("total", 0.0), values.get(self.part_name)
        if part is None and self.part_is_good and total > 0:
            raise Failure(
                "has events in total but nothing that matches “good”",
                "Look at “good” of this objective in app.yaml.",
            )
        if part is not None and part > total * SLACK + 1:
            raise Failure(
                f"counts more {self.part_name} events than events in total",
                f"Look at “total” and “{self.part_name}” of this objective in app.yaml.",
            )

    def counts(self, values: Mapping[str, float], *, name: str = "") -> Counts:
        """Read what ``over`` asked for.

        A part without an answer never had an event. Extrapolation may put a part slightly above
        the total, which is cut.
        """
        total = whole(values.get(f"total{name}", 0.0))
        part = min(whole(values.get(f"{self.part_name}{name}", 0.0)), total)
        return Counts(bad=total - part if self.part_is_good else part, total=total)


def whole(value: float) -> int:
    """A number of events, rounded half up; what is no number, or below zero, is no event."""
    return max(0, math.floor(value + 0.5)) if math.isfinite(value) else 0


def together(parts: Mapping[str, str]) -> str:
    """Several expressions as one query, each result labelled with its part's name."""
    return " or ".join(
        f'label_replace({text}, "{PART}", "{name}", "", "")' for name, text in parts.items()
    )


def present(events: Events, *, hour_so_far: timedelta) -> str:
    """All that is asked about the present: burn windows, the hour so far, the newest sample."""
    parts = {NEWEST: _newest(events)}
    for name, span in WINDOWS.items():
        parts |= events.over(span, name=f" {name}")
    if hour_so_far:
        parts |= events.over(hour_so_far, name=f" {HOUR_SO_FAR}")
    return together(parts)


def recent(events: Events, values: Mapping[str, float]) -> dict[str, Counts]:
    """The burn windows within ``present``'s answer; those without samples are absent."""
    return {
        name: events.counts(values, name=f" {name}")
        for name in WINDOWS
        if f"total {name}" in values
    }


def seen(events: Events, window: timedelta) -> str:
    """In how many steps of the window the total was there."""
    steps = f"[{window // SECOND}s:{COVERAGE_STEP // SECOND}s]"
    return together({SEEN: f"count_over_time(count({_any(events.total)}){steps})"})


def coverage(values: Mapping[str, float], window: timedelta) -> Decimal:
    """The share of ``seen``'s steps, a fraction of at most 1."""
    share = Decimal(whole(values.get(SEEN, 0.0))) / (window // COVERAGE_STEP)
    return min(Decimal(1), round(share, 6))


def last_seen(events: Events, span: timedelta, *, step: timedelta) -> str:
    """The last instant, in steps, at which the total was there.

    A subquery over ``timestamp(…)`` would tell in one question, but grows with the square of its
    steps: 90 s for four weeks of twelve series where this takes 0.07 s.
    """
    steps = f"[{span // SECOND}s:{step // SECOND}s]"
    return together({SEEN: f"max_over_time((0 * count({_any(events.total)}) + time()){steps})"})


def newest(events: Events) -> str:
    """The time of the newest sample that is still in view."""
    return together({NEWEST: _newest(events)})


def found(events: Events) -> str:
    """How many series there are, of all events and of the part, and the newest sample's time."""
    return together(
        {
            "total": f"count({_any(events.total)})",
            events.part_name: f"count({_any(events.part)})",
            NEWEST: _newest(events),
        }
    )


def resets(events: Events, span: timedelta) -> str:
    """How often the counters behind the bad events started again within a span."""
    counters = events.total if events.part_is_good else events.part
    return together(
        {
            f"resets {index}": f"sum(resets({selector}[{span // SECOND}s]))"
            for index, selector in enumerate(counters.selectors)
        }
    )


def _any(expression: Expression) -> str:
    return " or ".join(expression.selectors)


def _newest(events: Events) -> str:
    # Of anything but a plain selector, timestamp() tells the time of the question.
    times = " or ".join(f"timestamp({selector})" for selector in events.total.selectors)
    return f"max({times})"
