"""The bad days of iot-hub: deploys, one outage with crash loops, two scrape gaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .grid import SCRAPE, tick_of, ticks_in

PODS = 6
LOOPING_PODS = (1, 4)

OUTAGE = (
    datetime(2027, 10, 20, 12, 20, tzinfo=UTC),
    datetime(2027, 10, 20, 13, 7, tzinfo=UTC),
)
"""47 minutes, at the busiest hour."""

GAPS = (
    (datetime(2027, 10, 13, 9, 4, tzinfo=UTC), datetime(2027, 10, 13, 9, 39, tzinfo=UTC)),
    (datetime(2027, 10, 27, 1, 10, tzinfo=UTC), datetime(2027, 10, 27, 3, 30, tzinfo=UTC)),
)
"""No pod of iot-hub was scraped; it served on. The second gap hides a deploy."""

DEPLOYS = (
    datetime(2027, 10, 4, 8, 30, tzinfo=UTC),
    datetime(2027, 10, 19, 14, 5, tzinfo=UTC),
    datetime(2027, 10, 27, 2, 15, tzinfo=UTC),
    datetime(2027, 11, 3, 10, 45, tzinfo=UTC),
)

LIFE = timedelta(seconds=60)
BACK_OFFS = (10, 20, 40, 80, 160, 300, 300)  # seconds, as Kubernetes waits


@dataclass(frozen=True)
class Crash:
    """In this interval this pod loses its counters, and is then down for some intervals."""

    pod: int
    tick: int
    down_ticks: int


def crashes() -> Iterator[Crash]:
    """Give every restart: of each pod at each deploy, and of the pods in a crash loop."""
    for deploy in DEPLOYS:
        for pod in range(PODS):
            yield Crash(pod, tick_of(deploy + pod * timedelta(seconds=90)), 2)
    for pod in LOOPING_PODS:
        tick = tick_of(OUTAGE[0]) + pod
        for seconds in BACK_OFFS:
            down_ticks = -(-timedelta(seconds=seconds) // SCRAPE)
            tick += ticks_in(LIFE)
            yield Crash(pod, tick, down_ticks)
            tick += down_ticks + 1


def in_gap(boundary: int) -> bool:
    """Say whether a scrape fell into a gap."""
    return any(tick_of(start) <= boundary < tick_of(end) for start, end in GAPS)


def in_outage(tick: int) -> bool:
    """Say whether an interval belongs to the outage."""
    return tick_of(OUTAGE[0]) <= tick < tick_of(OUTAGE[1])
