"""What happened to one service, and what Prometheus saw of it: two different things."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from .grid import NOW, SCRAPE, START, instant_of, tick_of

if TYPE_CHECKING:
    from array import array  # its [int] exists for the type checker only, until Python 3.12

METRIC = "http_requests_total"
UNSCRAPED = -1
"""In place of a sample: this scrape did not happen, or found nobody."""

type_of_counts = "q"  # array's code for 64-bit signed integers


@dataclass(frozen=True)
class Series:
    """One counter as it was scraped: one value, or UNSCRAPED, for each boundary of the grid."""

    service: str
    code: str
    pod: str
    samples: "array[int]"

    @property
    def selector(self) -> str:
        """The full name, as in the exposition format."""
        return f'{METRIC}{{service="{self.service}",code="{self.code}",pod="{self.pod}"}}'


@dataclass(frozen=True)
class History:
    """The truth about one service, and the series scraped from it.

    `bad` and `total` count the events that really happened from START until each boundary,
    including those that were lost in a crash before any scrape.
    """

    service: str
    bad: "array[int]"
    total: "array[int]"
    series: tuple[Series, ...]

    def truth(self, start: datetime, end: datetime) -> tuple[int, int]:
        """Count the (bad, total) events in [start, end)."""
        if not START <= start <= end <= NOW:
            raise ValueError(f"The history runs from {START} to {NOW}, not {start} to {end}.")
        bad = _until(self.bad, end) - _until(self.bad, start)
        total = _until(self.total, end) - _until(self.total, start)
        return bad, total


def _until(counts: "array[int]", instant: datetime) -> int:
    """Count until an instant; inside an interval, events are spread evenly."""
    tick = tick_of(instant)
    into = instant - instant_of(tick)
    if not into:
        return counts[tick]
    return counts[tick] + round((counts[tick + 1] - counts[tick]) * (into / SCRAPE))
