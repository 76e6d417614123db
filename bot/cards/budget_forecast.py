"""When the budget is gone, or back, if things go on as they went: in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot import phrases

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.assessment import Assessment

_PACES = {
    "1h": "the last hour's burn",
    "6h": "the last 6 hours' burn",
    "1d": "the last day's burn",
}
"""The windows that a forecast may go on at."""


def pace(found: Assessment) -> str:
    """The burn at which the forecast goes on."""
    return _PACES[found.forecast]


def runs_out(found: Assessment, *, zone: str, now: datetime) -> str:
    """With and without old spend leaving the window."""
    remaining = found.budget.remaining
    if remaining is None or found.burn.get(found.forecast) is None:
        return "unknown" if remaining is None or remaining > 0 else "spent"
    if remaining <= 0:
        return _back(found, zone=zone, now=now)
    if found.exhausts_at is None:
        return f"not at {pace(found)}"
    to_go = found.exhausts_at - now
    if to_go <= timedelta(0):
        return f"by now, if {pace(found)} went on"
    said = f"in {phrases.span(to_go)} at {pace(found)}"
    rolling = found.exhausts_at_rolling
    if rolling is None:
        return f"{said}; not at all once old spend leaves the window"
    return f"{said}; on {phrases.moment(rolling, zone, now=now)} with old spend leaving the window"


def _back(found: Assessment, *, zone: str, now: datetime) -> str:
    if back := found.recovers_at_rolling:
        on = phrases.moment(back, zone, now=now)
        return f"spent; back above zero on {on} at {pace(found)}"
    window = phrases.span(found.slo.window)
    return f"spent; not back above zero within {window} at {pace(found)}"
