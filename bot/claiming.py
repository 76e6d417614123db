"""Claiming: which messages may go now, by the limits that all processes of a store share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.model.pace import Pace
    from bot.outgoing import Sending
    from bot.ports.store import Tx


@dataclass(frozen=True, slots=True)
class Claiming:
    """Takes messages of one platform out of the outbox, inside a transaction.

    Attributes:
        platform: Which one.
        pace: How fast it takes them.
        by: Whose claims they are.
        lease: How long a claim holds.
    """

    platform: str
    pace: Pace
    by: str
    lease: timedelta

    def take(self, tx: Tx, *, now: datetime, most: int) -> Sequence[Sending]:
        """Claim what may go now; each place gets one message at a time."""
        pace, flow = self.pace, tx.paces.flow(self.platform)
        taken: list[Sending] = []
        if flow.free(pace.everywhere, now=now) > now:
            return taken
        for waiting in tx.outbox.ready(self.platform, now=now, most=most):
            if flow.free(pace.everywhere, now=now) > now:
                break
            flow = flow.with_one_more(pace.everywhere, at=now)
            if pace.place:
                ledger = tx.paces.ledger(self.platform, waiting.lane)
                ledger = ledger.with_one_more(pace.place, at=now)
                free = ledger.free(pace.place, now=now) or now
                tx.paces.keep_ledger(self.platform, waiting.lane, ledger, free=free)
            taken.append(tx.outbox.begin(waiting, by=self.by, now=now, until=now + self.lease))
        if taken:
            tx.paces.keep_flow(self.platform, flow)
        return taken

    def next(self, tx: Tx, *, now: datetime) -> datetime | None:
        """When to look again; None if nothing waits.

        Where a burst is allowed, half of it is gathered first: a transaction for every single
        message would cost more than the message.
        """
        ready = tx.outbox.next(self.platform)
        if ready is None:
            return None
        free = tx.paces.flow(self.platform).free(self.pace.everywhere, now=now)
        if free <= max(ready, now):
            return ready
        gathers = (limit.at_once // 2 * limit.apart for limit in self.pace.everywhere)
        return free + min(gathers, default=timedelta())
