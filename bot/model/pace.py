"""How fast a platform takes messages, and how long we hold them back so that it never refuses one.

A tenth of a limit may go at once and the other nine tenths follow evenly: then no stretch of time,
wherever it begins, holds more than the limit. That is a leaky bucket, kept as a single instant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

_AT_ONCE = 10
"""One in so many may go at once."""
_ALONE = 1.05
"""What is allowed one at a time is spaced so much wider: not every message takes equally long."""
_SLOWER = 0.75
_SLOWEST = 0.1
_RECOVERS = timedelta(minutes=10)
"""How long it takes to get from standing still to full speed again."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many messages within so much time."""

    messages: int
    within: timedelta

    @property
    def at_once(self) -> int:
        """How many may go at the same instant."""
        return max(1, self.messages // _AT_ONCE)

    @property
    def apart(self) -> timedelta:
        """How far apart the others are."""
        if self.messages == 1:
            return self.within * _ALONE
        return self.within / (self.messages - self.at_once)

    def believed(self, settled: datetime, *, now: datetime) -> datetime:
        """When all is forgotten; what is too far ahead was noted before a clock was set back."""
        longest = self.at_once * self.apart / _SLOWEST
        return settled if settled - now <= longest else now


@dataclass(frozen=True, slots=True)
class Pace:
    """What one platform takes.

    Attributes:
        everywhere: In all places together.
        place: In each place.
        settles: How long what was sent may still be on its way when nobody answers.
    """

    everywhere: tuple[Limit, ...] = ()
    place: tuple[Limit, ...] = ()
    settles: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Ledger:
    """What has gone, for some limits: for each of them the instant by which it is forgotten."""

    settled: tuple[datetime, ...] = ()

    def free(
        self, limits: tuple[Limit, ...], *, now: datetime, slowed: float = 1
    ) -> datetime | None:
        """From when on the next may go; None for at any time."""
        return max(
            (
                limit.believed(settled, now=now) - (limit.at_once - 1) * limit.apart / slowed
                for settled, limit in zip(self.settled, limits, strict=False)
            ),
            default=None,
        )

    def with_one_more(
        self, limits: tuple[Limit, ...], *, at: datetime, slowed: float = 1
    ) -> Ledger:
        """The ledger after one more has gone."""
        known = self.settled if len(self.settled) == len(limits) else (at,) * len(limits)
        return Ledger(
            tuple(
                max(limit.believed(settled, now=at), at) + limit.apart / slowed
                for settled, limit in zip(known, limits, strict=True)
            )
        )


@dataclass(frozen=True, slots=True)
class Flow:
    """How fast a whole platform is being written to just now.

    Attributes:
        ledger: What has gone.
        paused: Until when nothing goes, because the platform asked for it.
        speed: The share of full speed that was left when it last asked for patience.
        slowed: When that was.
    """

    ledger: Ledger = Ledger()
    paused: datetime | None = None
    speed: float = 1
    slowed: datetime | None = None

    def speed_at(self, now: datetime) -> float:
        """The share of full speed by now: it comes back slowly."""
        if self.slowed is None:
            return 1
        return min(1, self.speed + max(now - self.slowed, timedelta()) / _RECOVERS)

    def free(self, limits: tuple[Limit, ...], *, now: datetime) -> datetime:
        """From when on the next may go, at the earliest now."""
        ledger = self.ledger.free(limits, now=now, slowed=self.speed_at(now))
        return max(each for each in (now, ledger, self.paused) if each is not None)

    def with_one_more(self, limits: tuple[Limit, ...], *, at: datetime) -> Flow:
        """After one more has gone."""
        slowed = self.speed_at(at)
        return replace(self, ledger=self.ledger.with_one_more(limits, at=at, slowed=slowed))

    def patient(self, wait: timedelta, *, now: datetime) -> Flow:
        """After the platform asked for patience: a pause, and a quarter slower from then on.

        What was sent at the same time is refused at the same time, and is one refusal.
        """
        until = max(now + wait, self.paused or now)
        if self.paused is not None and self.paused > now:
            return replace(self, paused=until)
        speed = max(_SLOWEST, self.speed_at(now) * _SLOWER)
        return replace(self, paused=until, speed=speed, slowed=until)
