"""What somebody is to something that is agreed on or decided, for the table in ``access.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access import MAY, Part
from bot.cards.names import called
from bot.model.decision import DecisionState
from bot.model.organisation import Side

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.access import Act
    from bot.model.decision import Decision
    from bot.model.incident import Incident
    from bot.model.organisation import Engagement, Organisation
    from bot.model.right import DecisionRight

SIDES = (Side.SRE, Side.PRODUCT)


def other(side: Side) -> Side:
    """The side across the table."""
    return Side.PRODUCT if side is Side.SRE else Side.SRE


def side_led_by(person: str, engagement: Engagement, organisation: Organisation) -> Side | None:
    """For which side somebody speaks, if for any. Who manages both teams speaks for their own."""
    led = [side for side in SIDES if person in engagement.leads(side)]
    if len(led) == 1:
        return led[0]
    own = organisation.people[person].side
    return own if own in led else None


def in_engagement(
    person: str, engagement: Engagement, organisation: Organisation
) -> Iterator[Part]:
    """What somebody is to the engagement itself."""
    if person in engagement.people:
        yield Part.TAKES_PART
    if person == engagement.sponsor:
        yield Part.SPONSOR
    if side_led_by(person, engagement, organisation):
        yield Part.LEAD


def in_proposal(
    person: str, right: DecisionRight, engagement: Engagement, organisation: Organisation
) -> Iterator[Part]:
    """What somebody is to a proposal; who made it is never the other side."""
    yield from in_engagement(person, engagement, organisation)
    led = side_led_by(person, engagement, organisation)
    if person == right.proposed_by:
        yield Part.PROPOSER
    elif led is other(right.side):
        yield Part.OTHER_LEAD
    if led is right.side:
        yield Part.OWN_LEAD


def may_do(
    act: Act, person: str, right: DecisionRight, engagement: Engagement, organisation: Organisation
) -> bool:
    """Whether somebody may do this to a proposal, as far as it still can be done."""
    return bool(set(MAY[act]) & set(in_proposal(person, right, engagement, organisation)))


def in_decision(
    person: str, decision: Decision, organisation: Organisation, now: datetime
) -> Iterator[Part]:
    """What somebody is to a decision; the delegate of somebody who left need not wait."""
    if person == decision.opened_by:
        yield Part.OPENER
    if person == decision.approver:
        yield Part.APPROVER
    later = decision.delegate_from is not None and decision.delegate_from <= now
    if person == decision.delegate and (later or decision.approver not in organisation.active):
        yield Part.DELEGATE
    if person == decision.escalated_to and decision.state is DecisionState.ESCALATED:
        yield Part.SUPERIOR


def in_incident(
    person: str, incident: Incident, engagement: Engagement, organisation: Organisation
) -> Iterator[Part]:
    """What somebody is to an incident."""
    yield from in_engagement(person, engagement, organisation)
    if person == incident.commander:
        yield Part.COMMANDER


def ask_leads(engagement: Engagement, side: Side, organisation: Organisation) -> str:
    """Whom to ask for a side's consent: ``Ask Bob Castellano or Pat Romero.``."""
    if not organisation.present(engagement.leads(side)):
        return "Nobody who leads that side is left: app.yaml has to name somebody."
    return f"Ask {leads_named(engagement, side, organisation)}."


def leads_named(engagement: Engagement, side: Side, organisation: Organisation) -> str:
    """``Bob Castellano or Pat Romero``, without who has left; whoever comes, if all have."""
    here = organisation.present(dict.fromkeys(engagement.leads(side)))
    named = " or ".join(called(organisation, key) for key in here)
    return named or f"a new lead of {engagement.team_of(side).name}"
