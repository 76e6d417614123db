"""Limits posting to about one message a second in each channel, with a small burst."""

import math
from collections.abc import Callable

from tests.fakes.slack.errors import ApiError


class Throttle:
    """A token bucket a channel (https://docs.slack.dev/apis/web-api/rate-limits)."""

    def __init__(self, clock: Callable[[], float], *, per_second: float, burst: int) -> None:
        self._clock = clock
        self._per_second = per_second
        self._burst = burst
        self._buckets: dict[str, tuple[float, float]] = {}
        self.refused = 0

    def take(self, channel: str) -> None:
        """Let one message pass, or answer 429 with the whole seconds to wait."""
        now = self._clock()
        left, then = self._buckets.get(channel, (float(self._burst), now))
        left = min(float(self._burst), left + (now - then) * self._per_second)
        if left < 1 - 1e-6:  # what floats lose
            self.refused += 1
            self._buckets[channel] = (left, now)
            wait = max(1, math.ceil((1 - left) / self._per_second))
            raise ApiError("ratelimited", status=429, headers={"Retry-After": str(wait)})
        self._buckets[channel] = (left - 1, now)
