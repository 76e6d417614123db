"""The instants of the backfilled history: when it starts, when it ends, when it was scraped.

The end lies in the future of the day this was written, on purpose: nothing may depend on the
real now. The history holds the whole October of 2027 in Berlin and in UTC; the clocks in
Berlin go back on the 31st, so that month has 745 hours there.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

START: Final = datetime(2027, 9, 30, tzinfo=UTC)
NOW: Final = datetime(2027, 11, 5, 14, tzinfo=UTC)
SCRAPE: Final = timedelta(seconds=15)

TICKS: Final = (NOW - START) // SCRAPE
"""How many scrape intervals there are; boundary k (0 to TICKS) is the instant of scrape k."""


def tick_of(instant: datetime) -> int:
    """Give the interval an instant lies in, or the boundary it is."""
    return (instant - START) // SCRAPE


def instant_of(boundary: int) -> datetime:
    """Give the instant of a scrape."""
    return START + boundary * SCRAPE


def ticks_in(span: timedelta) -> int:
    """Say how many whole intervals fit in a span."""
    return span // SCRAPE
