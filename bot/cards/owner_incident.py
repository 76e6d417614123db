"""What a running incident changes about who decides, for every answer while it lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.decision_kind import First
from bot.reply import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.cards.surroundings import Surroundings
    from bot.model.incident import Incident
    from bot.model.ownership import Ownership


def in_incident(found: Sequence[Ownership], here: Surroundings) -> Iterator[Fact]:
    """That one runs, and that who decides something else stays so; nothing about its severity."""
    first = found[0]
    if first.incident is None or first.kind.first is First.INCIDENT:
        return
    yield Fact("Incident", f"{_runs(first.incident, here)}; {_stays(found, here)}")


def charge(incident: Incident, here: Surroundings) -> str:
    """``Erin Gallagher is in charge``, unless they have left."""
    there = incident.commander in here.organisation.active
    return f"{here.name(incident.commander) if there else 'nobody'} is in charge"


def _runs(incident: Incident, here: Surroundings) -> str:
    there = incident.commander in here.organisation.active
    severity = " and decides its severity, finally" if there else ", for its commander has left"
    return f"SEV{incident.severity} runs, and {charge(incident, here)}{severity}"


def _stays(found: Sequence[Ownership], here: Surroundings) -> str:
    if len(found) > 1:
        return "all this stays as it stands here"
    approver = found[0].approver
    return f"this stays {here.name(approver)}'s to decide" if approver else "this stays unowned"
