"""Spending episodes: the stretches in which most of the budget went.

An episode is an unbroken run of slices that burn at twice the sustainable rate or more; a stretch
that nobody measured breaks it. What is an episode is ours; that one incident above 20 % of a
four-week budget asks for a postmortem with a P0 is the example policy in *The Site Reliability
Workbook*, appendix B. Rules: docs/rules/episodes.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.model.burn import burn_rate
from bot.model.counts import total_of

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

    runs: list[list[Slice]] = []
    for each in filter(fast, slices):
        if runs and runs[-1][-1].end == each.start:
            runs[-1].append(each)
        else:
            runs.append([each])
    found = (_episode(run, allowed) for run in runs)
    return tuple(sorted(found, key=lambda episode: -episode.bad))


def _episode(run: Sequence[Slice], allowed: Decimal) -> Episode:
    bad = total_of(run).bad
    return Episode(run[0].start, run[-1].end, bad, bad / allowed)
