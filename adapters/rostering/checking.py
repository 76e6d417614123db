"""What ``rapport check`` says about a rotation that another source knows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot import phrases
from bot.ports.oncall import Found

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.oncall import Contact, Duty, Roster

AHEAD = timedelta(days=28)
"""How far a check looks, so that it meets everybody who takes turns."""


def found(name: str, roster: Roster, *, zone: str, now: datetime) -> Found:
    """Say who is on call, and name everybody that the roster names."""
    current = [duty for duty in roster.duties if duty.holds(now)]
    coming = next((duty for duty in roster.duties if duty.start and duty.start > now), None)
    if current:
        said = (
            f"{name} is on call: {phrases.listed([_until(duty, zone, now) for duty in current])}."
        )
    elif coming and coming.start:
        from_then = phrases.moment(coming.start, zone, now=now)
        said = f"{name} has nobody on call now; next is {coming.who.name} from {from_then}."
    else:
        said = f"{name} has nobody on call, now or in {phrases.span(roster.end - now)}."
    return Found(said, tuple(dict.fromkeys(_named(roster))))


def _until(duty: Duty, zone: str, now: datetime) -> str:
    covering = f" for {duty.covering_for.name}" if duty.covering_for else ""
    until = f"until {phrases.moment(duty.end, zone, now=now)}" if duty.end else "always"
    return f"{duty.who.name}{covering} {until}"


def _named(roster: Roster) -> list[Contact]:
    pairs = ((duty.who, duty.covering_for) for duty in roster.duties)
    return [contact for pair in pairs for contact in pair if contact]
