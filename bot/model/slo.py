"""A service level objective: what was promised, since when, measured by what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal

FOUR_WEEKS = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class FormerTarget:
    """The target that was in force until an instant."""

    target: Decimal
    until: datetime


@dataclass(frozen=True, slots=True)
class Slo:
    """An agreed objective over a rolling window.

    Attributes:
        service: The service's key.
        name: Its name among the service's objectives, such as ``availability``.
        target: A fraction, above 0 and below 1: ``Decimal("0.9995")``.
        window: Length of the rolling window.
        events: What is counted, in the plural: ``requests``.
        source: The key of the budget source that measures it.
        query: What that source needs to find it, in the source's own words.
        former: Earlier targets, oldest first: a change never rewrites history.
        alert_thresholds: Explicit burn thresholds by alert name, where they differ from the rule.
    """

    service: str
    name: str
    target: Decimal
    window: timedelta = FOUR_WEEKS
    events: str = "events"
    source: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    former: tuple[FormerTarget, ...] = ()
    alert_thresholds: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Unique among all objectives: ``iot-hub/availability``."""
        return f"{self.service}/{self.name}"

    @property
    def measured_as(self) -> str:
        """What a reading of it depends on: an old reading is of no use once that has changed."""
        asked = ",".join(f"{word}={value}" for word, value in sorted(self.query.items()))
        return f"{self.key} {self.window.days}d {self.source} {asked}"

    def target_at(self, instant: datetime) -> Decimal:
        """The target in force at an instant."""
        for former in self.former:
            if instant < former.until:
                return former.target
        return self.target


@dataclass(frozen=True, slots=True)
class PlannedSlo:
    """An objective that nobody has agreed to yet: who drafts it, by when."""

    service: str
    name: str
    drafted_by: str
    due: date
