"""Who owns a kind of decision, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.cards.names import all_called
from bot.decisions.parts import leads_named, other
from bot.decisions.terms import announced_at
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
        during = f" while SEV{found.incident.severity} lasts" if found.incident else ""
        return f"{here.name(found.approver)} decides {what}{during}"
    return f"{what[:1].upper()}{what[1:]} is {unowned(found, here)}"


def exceptions(found: Ownership, here: Surroundings) -> str:
    """Who may except from the budget's policy, in a line of a budget answer."""
    if found.approver:
        return f"{here.name(found.approver)} may grant one"
    return f"nobody may grant one: {unowned(found, here)}"


def unowned(found: Ownership, here: Surroundings) -> str:
    """That nobody owns it, since when, and why: ``unowned since Thu 1 Oct``."""
    match found.state:
        case OwnershipState.EXPIRED if found.since:
            return f"unowned since {here.when(found.since)}: the right expired"
        case OwnershipState.VACANT:
            return "unowned: who should decide is not active any more"
        case OwnershipState.PROPOSED if found.proposal:
            return f"unowned: {proposed_by(found.proposal, here)}, and nobody has accepted yet"
        case OwnershipState.STANDBY:
            return "for an incident's commander to decide, and no incident is declared"
        case _:
            return "unowned: nobody was ever agreed on"


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
    again = looked_at_again(right, here) or right.expires
    return f"{since}, until {here.when(right.expires)}; looked at again {here.when(again)}"


def looked_at_again(right: DecisionRight, here: Surroundings) -> datetime | None:
    """When a right is reviewed: some time before it ends."""
    if right.expires is None:
        return None
    return max(announced_at(here.engagement, right.expires), here.now)


def in_a_row(decisions: Iterable[Decision]) -> str:
    """Decisions in a line: ``D-14 Do we freeze? → yes``."""
    return " · ".join(
        f"{each.name} {each.question}{f' → {each.outcome}' if each.outcome else ''}"
        for each in decisions
    )


def all_names(keys: tuple[str, ...], here: Surroundings) -> str:
    """People and teams in a row, without people who have left."""
    people, active = here.organisation.people, here.organisation.active
    return all_called(here.organisation, [k for k in keys if k in active or k not in people])
