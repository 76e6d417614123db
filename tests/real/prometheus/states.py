"""Tiny services, each in one state that an answer must not confuse with another.

All have one pod and no resets, and their counts can be worked out by hand: the truth of each
is exact. `absent` has no history at all, so it is not made here.
"""

from array import array
from collections.abc import Callable
from datetime import timedelta
from itertools import accumulate

from .grid import TICKS, instant_of, ticks_in
from .history import UNSCRAPED, History, Series, type_of_counts

CALM_TOTAL = 300  # each interval
CALM_BAD_EVERY = 10  # intervals: one bad request in 3,000

STALE_FOR = timedelta(hours=3)

BURNING_FOR = timedelta(minutes=70)
BURNING_TOTAL = 600
BURNING_BAD = 12  # 2 % of the requests: burns 20 times too fast for a target of 99.9 %


def tiny_services() -> tuple[History, ...]:
    """Give calm, quiet, spotless, stale, gappy and burning."""
    burns_from = TICKS - ticks_in(BURNING_FOR)
    last_scrape = TICKS - ticks_in(STALE_FOR)
    return (
        _service("calm"),
        _service("quiet", total=lambda _: 0, bad=lambda _: 0, before=(1_207, 41)),
        _service("spotless", bad=lambda _: 0, codes=("200",)),
        # The requests go on; only the scraping stopped.
        _service("stale", scraped=lambda boundary: boundary <= last_scrape),
        _service("gappy", scraped=_by_day),
        _service(
            "burning",
            total=lambda _: BURNING_TOTAL,
            bad=lambda tick: BURNING_BAD if tick >= burns_from else _now_and_then(tick),
        ),
    )


def _now_and_then(tick: int) -> int:
    return 1 if tick % CALM_BAD_EVERY == CALM_BAD_EVERY - 1 else 0


def _by_day(boundary: int) -> bool:
    """Leave out 02:00 to 04:29: with the five minutes of lookback, a tenth of each day."""
    instant = instant_of(boundary)
    return (
        not timedelta(hours=2)
        <= timedelta(hours=instant.hour, minutes=instant.minute)
        < timedelta(hours=4, minutes=29)
    )


def _service(
    name: str,
    *,
    total: Callable[[int], int] = lambda _: CALM_TOTAL,
    bad: Callable[[int], int] = _now_and_then,
    scraped: Callable[[int], bool] = lambda _: True,
    codes: tuple[str, ...] = ("200", "500"),
    before: tuple[int, int] = (0, 0),
) -> History:
    """Make one service from what happens in each interval.

    Args:
        name: Of the service.
        total: How many requests an interval sees.
        bad: How many of them fail.
        scraped: Whether there is a sample at a boundary.
        codes: The counters which exist; spotless never had a bad request, so no such counter.
        before: The values of the counters 200 and 500 at the start of the history.
    """
    all_bad = array(type_of_counts, accumulate(map(bad, range(TICKS)), initial=0))
    all_total = array(type_of_counts, accumulate(map(total, range(TICKS)), initial=0))
    seen = [scraped(boundary) for boundary in range(TICKS + 1)]
    events = {
        "200": [before[0] + t - b for b, t in zip(all_bad, all_total, strict=True)],
        "500": [before[1] + b for b in all_bad],
    }
    series = tuple(Series(name, code, f"{name}-0", _scrape(events[code], seen)) for code in codes)
    return History(name, all_bad, all_total, series)


def _scrape(counts: list[int], seen: list[bool]) -> "array[int]":
    return array(
        type_of_counts,
        (count if here else UNSCRAPED for count, here in zip(counts, seen, strict=True)),
    )
