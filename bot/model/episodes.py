"""Spending episodes: the stretches in which most of the budget went.

An episode is an unbroken run of slices that burn at twice the sustainable rate or more. What is an
episode is ours; that one incident above 20 % of a four-week budget asks for a postmortem with a P0
is the example policy in *The Site Reliability Workbook*, appendix B. Rules: docs/rules/episodes.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from bot.model.burn import burn_rate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.model.counts import Slice

EPISODE_BURN = Decimal(2)


@dataclass(frozen=True, slots=True)
class Episode:
    """One stretch of fast spending, [start, end), and the share of the budget that it took."""

    start: datetime
    end: datetime
    bad: int
    share: Decimal


def episodes(slices: Sequence[Slice], *, target: Decimal, allowed: Decimal) -> tuple[Episode, ...]:
    """The episodes in these slices, the largest first.

    Args:
        slices: Oldest first.
        target: The objective's target, a fraction.
        allowed: The budget in bad events.
    """
    if not allowed:
        return ()

    def fast(each: Slice) -> bool:
        rate = burn_rate(each.counts, target)
        return rate is not None and rate >= EPISODE_BURN

    found = []
    for is_fast, run in groupby(slices, key=fast):
        if is_fast:
            stretch = list(run)
            bad = sum(each.counts.bad for each in stretch)
            found.append(Episode(stretch[0].start, stretch[-1].end, bad, bad / allowed))
    return tuple(sorted(found, key=lambda episode: -episode.bad))
