"""The big service: day and night, restarts, an outage, and increments nobody ever scraped.

Every request is drawn from a seeded generator, so each session builds the same history.
"""

import math
from array import array
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from .grid import SCRAPE, START, TICKS
from .history import UNSCRAPED, History, Series, type_of_counts
from .mishaps import PODS, crashes, in_gap, in_outage

SERVICE = "iot-hub"
TARGET = Decimal("0.9995")
"""Over 28 days until NOW, this leaves about a third of the budget."""

MEAN_RATE = 120  # requests a second, over a weekday
SWING = 0.75  # the busiest hour has 1.75 times the mean, the quietest a quarter
BUSIEST_HOUR = 13
WEEKEND = 0.8
SATURDAY_AND_SUNDAY = (5, 6)
BAD_USUALLY = 0.000_05
BAD_IN_OUTAGE = 0.13

SEED = 20271105


def iot_hub() -> History:
    """Let iot-hub live through the whole history."""
    random = Random(SEED)
    bad, total = (array(type_of_counts, [0]) for _ in range(2))
    pods = [_Pod(number) for number in range(PODS)]
    restarts = {(crash.pod, crash.tick): crash.down_ticks for crash in crashes()}
    for tick, demand in enumerate(_demand(random)):
        bad_share = BAD_IN_OUTAGE if in_outage(tick) else BAD_USUALLY
        alive = [pod for pod in pods if pod.down_until <= tick]
        bad_now = total_now = 0
        for pod in alive:
            down_ticks = restarts.get((pod.number, tick))
            served = random.random() if down_ticks is not None else 1.0  # of the interval
            pod_total = int(demand / len(alive) * served * random.gauss(1, 0.05) + random.random())
            pod_bad = min(pod_total, _poisson(random, pod_total * bad_share))
            bad_now += pod_bad
            total_now += pod_total
            if down_ticks is None:
                pod.count(pod_bad, pod_total)
            else:
                pod.crash(until=tick + 1 + down_ticks)
        bad.append(bad[-1] + bad_now)
        total.append(total[-1] + total_now)
        hidden = in_gap(tick + 1)
        for pod in pods:
            pod.scrape(reachable=not hidden and pod.down_until <= tick + 1)
    return History(SERVICE, bad, total, tuple(s for pod in pods for s in pod.series()))


class _Pod:
    """One pod: its counters, and what was scraped from them."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.down_until = 0
        self._good = self._bad = 0
        self._good_samples, self._bad_samples = (array(type_of_counts, [0]) for _ in range(2))

    def count(self, bad: int, total: int) -> None:
        self._bad += bad
        self._good += total - bad

    def crash(self, *, until: int) -> None:
        """Lose what was counted; the part since the last scrape is known to nobody now."""
        self._good = self._bad = 0
        self.down_until = until

    def scrape(self, *, reachable: bool) -> None:
        self._good_samples.append(self._good if reachable else UNSCRAPED)
        self._bad_samples.append(self._bad if reachable else UNSCRAPED)

    def series(self) -> tuple[Series, Series]:
        name = f"{SERVICE}-{self.number}"
        return (
            Series(SERVICE, "200", name, self._good_samples),
            Series(SERVICE, "500", name, self._bad_samples),
        )


def _demand(random: Random) -> Iterator[float]:
    """Give the requests that arrive in each interval."""
    by_time = [
        1 + SWING * math.cos((second / 3600 - BUSIEST_HOUR) * math.tau / 24)
        for second in range(0, 86_400, SCRAPE.seconds)
    ]
    for tick in range(TICKS):
        day, time = divmod(tick, len(by_time))
        weekend = WEEKEND if (START.weekday() + day) % 7 in SATURDAY_AND_SUNDAY else 1.0
        yield MEAN_RATE * SCRAPE.seconds * by_time[time] * weekend * random.gauss(1, 0.04)


def _poisson(random: Random, mean: float) -> int:
    """Draw a count: by Knuth's method, or from the normal distribution where that is slow."""
    if mean > 30:
        return max(0, round(random.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count
