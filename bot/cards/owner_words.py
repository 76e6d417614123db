"""Who owns a kind of decision, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.cards.decision_words import decider
from bot.cards.names import all_called
from bot.decisions.parts import leads_named, other
from bot.decisions.slots import ends_soon_at
from bot.model.decision import UNDECIDED, DecisionState
from bot.model.decision_kind import First
from bot.model.ownership import OwnershipState
from bot.model.right import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.cards.surroundings import Surroundings
    from bot.model.decision import Decision
    from bot.model.ownership import Ownership
    from bot.model.right import DecisionRight


def day(instant: datetime, here: Surroundings, *, brief: bool = False) -> str:
    """The day of an instant, as the reader reads it: ``28 Nov 2027``; brief without this year."""
    local, now = (each.astimezone(ZoneInfo(here.zone)) for each in (instant, here.now))
    year = "" if brief and local.year == now.year else f" {local.year}"
    return f"{local.day} {local:%b}{year}"


def lower(text: str) -> str:
    """A name within a sentence: ``SLO change`` stays, ``Capacity spend`` does not."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def sentence(found: Ownership, here: Surroundings) -> str:
    """Who decides, or that nobody does: makes sense alone."""
    what = f"{lower(found.kind.name)} for {here.service.name}"
    if found.approver:
        commanded = found.state is OwnershipState.COMMANDED and found.incident
        during = f" while SEV{commanded.severity} lasts" if commanded else ""
        return f"{here.name(found.approver)} decides {what}{during}"
    return f"{what[:1].upper()}{what[1:]} is {unowned(found, here)}"


def exceptions(found: Ownership, here: Surroundings) -> str:
    """Who may except from the budget's policy, in a line of a budget answer."""
    if found.approver:
        return f"{here.name(found.approver)} may grant one"
    since = f" since {here.when(found.since)}" if found.since else ""
    return f"nobody may grant one{since}: {_why_nobody(found, here)}"


def unowned(found: Ownership, here: Surroundings) -> str:
    """That nobody owns it, since when, and why: ``unowned since Thu 1 Oct``."""
    if found.state is OwnershipState.STANDBY:
        return "for an incident's commander to decide, and no incident is declared"
    since = f" since {here.when(found.since)}" if found.since else ""
    return f"unowned{since}: {_why_nobody(found, here)}"


def _why_nobody(found: Ownership, here: Surroundings) -> str:
    match found.state:
        case OwnershipState.EXPIRED:
            return "the right expired"
        case OwnershipState.VACANT if found.incident and found.kind.first is First.INCIDENT:
            return f"nobody commands SEV{found.incident.severity}, for its commander has left"
        case OwnershipState.VACANT:
            return "who should decide is not active any more"
        case OwnershipState.PROPOSED if found.proposal:
            return f"{proposed_by(found.proposal, here)}, and nobody has accepted yet"
        case _:
            return "the two sides have agreed on nobody yet"


def proposed_by(proposal: DecisionRight, here: Surroundings) -> str:
    """``proposed by Alice Nakamura in app.yaml``."""
    where = " in app.yaml" if proposal.origin is Origin.FILE else ""
    return f"proposed by {here.name(proposal.proposed_by)}{where}"


def waits_for(proposal: DecisionRight, here: Surroundings) -> str:
    """Who may accept a proposal, and until when."""
    who = leads_named(here.engagement, other(proposal.side), here.organisation)
    until = f" until {here.when(proposal.lapses_at)}" if proposal.lapses_at else ""
    return f"waits for {who}{until}"


def proposal_line(proposal: DecisionRight, here: Surroundings) -> str:
    """A proposal in a line: whom it names, who made it, whom it waits for."""
    by, waits = proposed_by(proposal, here), waits_for(proposal, here)
    return f"{here.name(proposal.holders.approver)}, {by}; {waits}"


def agreed(right: DecisionRight, here: Surroundings) -> str:
    """Who agreed on a right, and when."""
    by = here.name(right.decided_by) if right.decided_by else "the other side"
    when = f" on {here.when(right.decided_at)}" if right.decided_at else ""
    return f"{proposed_by(right, here)}, accepted by {by}{when}"


def holds(right: DecisionRight, here: Surroundings) -> str:
    """From when until when a right holds, and when it is looked at again."""
    since = f"since {here.when(right.effective)}" if right.effective else ""
    if right.expires is None:
        return since
    if right.expires <= here.now:
        return f"{since}, until it expired on {here.when(right.expires)}"
    again = looked_at_again(right, here)
    looked = f"; looked at again {here.when(again)}" if again else ""
    return f"{since}, until {here.when(right.expires)}{looked}"


def looked_at_again(right: DecisionRight, here: Surroundings) -> datetime | None:
    """When a right is reviewed, some time before it ends; None once that was, or if it is not."""
    soon = ends_soon_at(right, here.engagement)
    return soon if soon and soon > here.now else None


def in_a_row(decisions: Iterable[Decision], found: Ownership, here: Surroundings) -> str:
    """Decisions in a line, with what became of them: ``D-14 Do we freeze? → yes (reversed)``."""
    return " · ".join(
        f"{each.name} {each.question}{f' → {each.outcome}' if each.outcome else ''}"
        f"{_aside(each, found, here)}"
        for each in decisions
    )


def _aside(decision: Decision, found: Ownership, here: Surroundings) -> str:
    """What one would not expect of it: that it holds no more, or that somebody else decides it."""
    state = decision.state_at(here.now)
    if state in UNDECIDED:
        other_one = decision.approver not in {None, found.approver}
        return f" ({decider(decision, here)} decides)" if other_one else ""
    return "" if state is DecisionState.DECIDED else f" ({state.value})"


def all_names(keys: tuple[str, ...], here: Surroundings) -> str:
    """People and teams in a row, without people who have left."""
    return all_called(here.organisation, here.organisation.present(keys))
