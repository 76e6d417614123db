"""A budget answer for machines: counts are integers, ratios fractions, times UTC or null."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.burn import WINDOWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.assessment import Assessment


def service_data(found: Sequence[Assessment]) -> dict[str, object]:
    """The worst objective's numbers at the top, all of them in ``slos``."""
    slos = [slo_data(each) for each in found]
    return {**(slos[0] if slos else {}), "slos": slos}


def slo_data(found: Assessment) -> dict[str, object]:
    """One objective's numbers."""
    slo, reading, counts = found.slo, found.reading, found.budget.counts
    return {
        "service": slo.service,
        "slo": slo.name,
        "state": found.state.value,
        "target": slo.target,
        "window_seconds": int(slo.window.total_seconds()),
        "good": counts.good,
        "bad": counts.bad,
        "total": counts.total,
        "remaining": found.budget.remaining,
        "burn": {name: found.burn.get(name) for name in WINDOWS},
        "exhausts_at": found.exhausts_at,
        "exhausts_at_rolling": found.exhausts_at_rolling,
        "tier": found.tier.value if found.tier else None,
        "as_of": reading.as_of,
        "coverage": reading.coverage,
        "stale": found.stale,
        "source": reading.provenance.source,
        "method": reading.provenance.method,
    }
