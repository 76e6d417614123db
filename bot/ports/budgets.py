"""What the core needs from a source of error budgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta
    from decimal import Decimal

    from bot.model.counts import Counts, Slice
    from bot.model.slo import Slo


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a reading came from, for ``why``.

    Attributes:
        source: The source's key in app.yaml.
        method: How the counts were obtained, in a few words.
        queries: What was asked, in the source's own language.
        accuracy: A known limit of this reading, as a sentence; None when there is none.
        hint: What to do if nothing was ever seen, as a sentence.
    """

    source: str
    method: str
    queries: tuple[str, ...] = ()
    accuracy: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class BudgetReading:
    """What a source knows about one objective at one instant.

    Attributes:
        at: The instant that was asked for; windows end there.
        window: Counts over the objective's whole window.
        before: Counts over the same window as it stood one day and two days earlier.
        recent: Counts by burn window (``"5m"`` … ``"3d"``); one that cannot be measured is absent.
        slices: The window in stretches, oldest first: the curve inside it.
        as_of: The newest sample; None when nothing was ever seen.
        interval: How often samples are expected.
        coverage: Share of the window in which samples were there, a fraction; None if unknown.
        provenance: Where all this came from.
    """

    at: datetime
    window: Counts
    before: tuple[Counts, Counts]
    recent: Mapping[str, Counts]
    slices: tuple[Slice, ...]
    as_of: datetime | None
    interval: timedelta
    coverage: Decimal | None
    provenance: Provenance


class BudgetSource(Protocol):
    """One place that counts good and bad events."""

    @property
    def freshness(self) -> timedelta:
        """How long a reading may be given again before the source is asked anew."""
        ...

    async def read(self, slo: Slo, *, now: datetime) -> BudgetReading:
        """Read one objective.

        Raises:
            SourceUnavailable: The source did not answer, or not in a usable way.
        """
        ...

    async def check(self, slos: tuple[Slo, ...]) -> tuple[str, ...]:
        """Reach the source once, for ``rapport check``.

        Returns:
            What was found, a sentence each.

        Raises:
            SourceUnavailable: It cannot be reached; the message names the next step.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
