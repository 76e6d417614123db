"""What somebody has to do with a decision, beside who decides it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import phrases
from bot.reply import Fact, Facts, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.cards.surroundings import Surroundings
    from bot.model.organisation import Person
    from bot.model.ownership import Ownership
    from bot.reply import Card


def with_somebody(
    card: Card, person: Person, found: Sequence[Ownership], here: Surroundings
) -> Card:
    """The answer of who decides, which tells first what somebody's part in it is.

    Args:
        card: The answer.
        person: Who was asked about.
        found: Who owns each kind; at least one.
        here: For whom.
    """
    parts = [f"{person.name} {_part(person, each, here)}" for each in found]
    alone = len(parts) == 1
    rows = (Fact(each.kind.name, part) for each, part in zip(found, parts, strict=True))
    told = Text(f"{parts[0]}.") if alone else Facts(tuple(rows))
    return replace(card, blocks=(told, *card.blocks), data={**card.data, "person": person.key})


def _part(person: Person, found: Ownership, here: Surroundings) -> str:
    if found.approver == person.key:
        return "decides it"
    if found.delegate == person.key:
        approver = here.name(found.approver or "")
        return f"decides it in place of {approver}, once half of a decision's time has passed"
    if not person.active:
        return "has left, and has no part in it"
    others = phrases.listed(list(_others(person, found, here)))
    return f"does not decide it, but {others}" if others else "does not decide it"


def _others(person: Person, found: Ownership, here: Surroundings) -> Iterator[str]:
    """The parts in which nobody decides, each as it follows a name."""
    if found.held:
        holders, teams = found.held.holders, here.organisation.teams
        own = {key for key, team in teams.items() if person.key in team.members}
        if person.key in holders.veto:
            yield "may stop it"
        if person.key == holders.driver:
            yield "drives it"
        if person.key in holders.contributors:
            yield "must be heard"
        elif not own.isdisjoint(holders.contributors):
            yield "is of a team that must be heard"
        if person.key in holders.informed:
            yield "is told of it"
    if found.proposal and found.proposal.holders.approver == person.key:
        yield "is proposed for it"
