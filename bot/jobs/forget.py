"""Forgets audit rows that are older than anybody needs."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.ports.clock import Clock
    from bot.ports.store import Store

KEPT = timedelta(days=400)
"""A year and a quarterly review; event keys need ten minutes of it."""

log = logging.getLogger(__name__)


async def forget(store: Store, clock: Clock) -> int:
    """Delete audit rows older than ``KEPT``; returns how many."""
    limit = clock.now() - KEPT
    gone = await store.transact(lambda tx: tx.audit.forget_before(limit))
    if gone:
        log.info("forgot %d audit rows from before %s", gone, limit.date())
    return gone
