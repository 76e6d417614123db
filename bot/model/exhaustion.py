"""When the budget runs out: at constant burn, and in a rolling window that regains old spend.

Ours. Rules: docs/rules/exhaustion.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.model.budget import ONE
from bot.model.counts import MICROSECOND, total_of, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.model.counts import Slice

FARTHEST = timedelta(days=3650)
"""Ours: what lies farther ahead is no forecast, and no date may lie beyond the calendar."""


def time_to_exhaustion(
    *, remaining: Decimal, window: timedelta, burn: Decimal | None
) -> timedelta | None:
    """``remaining · window / burn``; None when nothing is left, or not within ``FARTHEST``.

    10 % left, 28 days, burn 2 gives 1.4 days.
    """
    if burn is None or burn <= 0 or remaining <= 0:
        return None
    if remaining * seconds(window) > burn * seconds(FARTHEST):
        return None
    return window * float(remaining / burn)


@dataclass(frozen=True, slots=True)
class Rolling:
    """A rolling window at ``now``, to be moved forward at a constant burn.

    ``slices`` are what the window holds, oldest first; ``allowed`` is the budget in bad events;
    ``spent`` the share of it that is gone; traffic is taken to stay as it was. Spend that no slice
    holds, such as what came while nothing was scraped, is taken to leave evenly.
    """

    now: datetime
    window: timedelta
    slices: Sequence[Slice]
    allowed: Decimal
    spent: Decimal
    burn: Decimal

    def exhausts_at(self) -> datetime | None:
        """The first instant at which the share spent reaches 1; None if it never does.

        New spend arrives at ``burn``; each slice's spend leaves evenly as the window passes it.
        One window ahead only new spend is left, so a burn of at most 1 never exhausts after it.
        """
        return self._crossing(rising=True)

    def recovers_at(self) -> datetime | None:
        """The first instant at which an overspent budget is back below 1; None if it is not."""
        return self._crossing(rising=False)

    def _crossing(self, *, rising: bool) -> datetime | None:
        if (self.spent >= ONE) is rising:
            return None
        at, spent = self.now, self.spent
        for until, slope in self._pieces():
            after = spent + slope * seconds(until - at)
            if (after >= ONE) is rising:
                share_of_piece = (ONE - spent) / (after - spent)
                return at + (until - at) * float(share_of_piece)
            at, spent = until, after
        return None

    def _pieces(self) -> Iterator[tuple[datetime, Decimal]]:
        """The straight pieces of the share spent, each with its end and its slope per second."""
        edge = self.now - self.window
        held = within(self.slices, start=edge, end=self.now)
        unseen = self.spent - total_of(held).bad / self.allowed
        gain = (self.burn - unseen) / seconds(self.window)
        at = edge
        for old in held:
            if old.start > at:  # nothing was measured there, so no slice's spend leaves
                yield old.start + self.window, gain
            loss = Decimal(old.counts.bad) / self.allowed / seconds(old.length)
            yield old.end + self.window, gain - loss
            at = old.end
        if at < self.now:
            yield self.now + self.window, gain


def seconds(span: timedelta) -> Decimal:
    """A span in exact seconds."""
    return Decimal(span // MICROSECOND) / 1_000_000
