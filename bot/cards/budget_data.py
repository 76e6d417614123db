"""A budget answer for machines: counts are integers, ratios fractions, times UTC or null."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.burn import WINDOWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.assessment import Assessment
    from bot.model.organisation import Service


def service_data(service: Service, found: Sequence[Assessment]) -> dict[str, object]:
    """The worst objective's numbers at the top, all of them in ``slos``; null where unknown."""
    slos = [slo_data(service, each) for each in found]
    planned = [
        {"slo": each.name, "drafted_by": each.drafted_by, "due": each.due}
        for each in service.planned
    ]
    return {**(slos[0] if slos else slo_data(service, None)), "slos": slos, "planned": planned}


def slo_data(service: Service, found: Assessment | None) -> dict[str, object]:
    """One objective's numbers; without an objective the same keys."""
    counts = found.budget.counts if found else None
    reading = found.reading if found else None
    return {
        "service": service.key,
        "slo": found and found.slo.name,
        "state": found and found.state.value,
        "target": found and found.slo.target,
        "window_seconds": found and int(found.slo.window.total_seconds()),
        "good": counts and counts.good,
        "bad": counts and counts.bad,
        "total": counts and counts.total,
        "remaining": found and found.budget.remaining,
        "burn": {name: found and found.burn.get(name) for name in WINDOWS},
        "alert": found and found.alert and found.alert[0].name,
        "forecast_window": found and found.forecast,
        "exhausts_at": found and found.exhausts_at,
        "exhausts_at_rolling": found and found.exhausts_at_rolling,
        "tier": found and found.tier and found.tier.value,
        "as_of": reading and reading.as_of,
        "coverage": reading and reading.coverage,
        "stale": found and found.stale,
        "failure": found and found.failure,
        "source": reading and reading.provenance.source,
        "method": reading and reading.provenance.method,
    }
