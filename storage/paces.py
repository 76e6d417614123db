"""Paces in the store: how fast each place and each platform is being written to.

They are kept here, and not in a process, because several that share a store share the limits too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.pace import Flow, Ledger
from storage.statements import from_milliseconds, run, to_milliseconds

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from bot.ports.store_unasked import Paces
    from storage.statements import Connection

_EVERYWHERE = ""
_FIND = "SELECT state FROM pace WHERE platform = $1 AND lane = $2"
_KEEP = """
    INSERT INTO pace (platform, lane, free_at, state) VALUES ($1, $2, $3, $4)
    ON CONFLICT (platform, lane) DO UPDATE SET free_at = excluded.free_at, state = excluded.state
"""
_FORGET = "DELETE FROM pace WHERE free_at < $1"


@dataclass(frozen=True, slots=True)
class SqlPaces:
    """The statements about paces, on an open transaction."""

    connection: Connection

    def ledger(self, platform: str, place: str) -> Ledger:
        """What has gone to a place."""
        return _ledger(self._find(platform, place) or [])

    def keep_ledger(self, platform: str, place: str, ledger: Ledger, *, free: datetime) -> None:
        """Remember what has gone to a place, and from when on the next may."""
        self._keep(platform, place, _settled(ledger), free=free)

    def flow(self, platform: str) -> Flow:
        """What has gone to all places of a platform, and whether it asked for patience."""
        found = self._find(platform, _EVERYWHERE)
        if found is None:
            return Flow()
        return Flow(
            ledger=_ledger(found["settled"]),
            paused=_instant(found["paused"]),
            speed=found["speed"],
            slowed=_instant(found["slowed"]),
        )

    def keep_flow(self, platform: str, flow: Flow) -> None:
        """Remember it."""
        known = [each for each in (*flow.ledger.settled, flow.paused, flow.slowed) if each]
        if not known:
            return
        state = {
            "settled": _settled(flow.ledger),
            "paused": _stamp(flow.paused),
            "speed": flow.speed,
            "slowed": _stamp(flow.slowed),
        }
        self._keep(platform, _EVERYWHERE, state, free=max(known))

    def forget_before(self, instant: datetime) -> int:
        """Delete the places that were free again before; returns how many."""
        return run(self.connection, _FORGET, to_milliseconds(instant)).rowcount

    def _find(self, platform: str, lane: str) -> Any:  # noqa: ANN401 - whatever was kept
        row = run(self.connection, _FIND, platform, lane).fetchone()
        return json.loads(row[0]) if row else None

    def _keep(self, platform: str, lane: str, state: object, *, free: datetime) -> None:
        text = json.dumps(state, separators=(",", ":"))
        run(self.connection, _KEEP, platform, lane, _later(free), text)


def _ledger(stored: list[int]) -> Ledger:
    return Ledger(tuple(from_milliseconds(each) for each in stored))


def _settled(ledger: Ledger) -> list[int]:
    return [_later(each) for each in ledger.settled]


def _stamp(instant: datetime | None) -> int | None:
    return None if instant is None else _later(instant)


def _instant(stored: int | None) -> datetime | None:
    return None if stored is None else from_milliseconds(stored)


def _later(instant: datetime) -> int:
    """An instant in whole milliseconds, never too early."""
    return to_milliseconds(instant) + (1 if instant.microsecond % 1000 else 0)


if TYPE_CHECKING:
    _conforms: type[Paces] = SqlPaces
