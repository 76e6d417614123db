"""A world of known truth: build it once, backfill it, compare answers against it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from tests.real.require import require_real

from .backfill import backfill
from .history import METRIC, History
from .iot_hub import iot_hub
from .states import tiny_services

ABSENT = "absent"
"""The service that has no series at all."""


@dataclass(frozen=True)
class World:
    """Every service of the history, and the directory Prometheus serves it from."""

    directory: Path
    histories: Mapping[str, History]

    def truth(self, service: str, start: datetime, end: datetime) -> tuple[int, int]:
        """Count the (bad, total) events that really happened in [start, end).

        Those never scraped are counted too; a service without any history has (0, 0).
        """
        history = self.histories.get(service)
        return history.truth(start, end) if history else (0, 0)

    def remaining(self, service: str, start: datetime, end: datetime, *, target: Decimal) -> float:
        """Give the true part of the error budget that is left: 1 is all, below 0 is overspent."""
        bad, total = self.truth(service, start, end)
        return 1 - bad / total / float(1 - target)


def build_world(directory: Path) -> World:
    """Let every service live through the history and backfill what was scraped of it."""
    require_real("promtool")  # before the seconds the histories take
    histories = {history.service: history for history in _histories()}
    backfill(directory, [series for one in histories.values() for series in one.series])
    return World(directory, histories)


def total_of(service: str) -> str:
    """Select every request of a service."""
    return f'{METRIC}{{service="{service}"}}'


def bad_of(service: str) -> str:
    """Select the failed requests of a service."""
    return f'{METRIC}{{service="{service}",code=~"5.."}}'


def _histories() -> Iterator[History]:
    yield iot_hub()
    yield from tiny_services()
