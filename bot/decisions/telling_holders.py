"""Tells whoever gets or loses a part by what the file proposed: once a day, of all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.cards.file_proposals import agreed_card
from bot.cards.proposals import Shown
from bot.decisions.agreeing import asked, asked_of
from bot.model.right import RightState
from bot.outgoing import ToPerson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from bot.cards.surroundings import Surroundings
    from bot.decisions.together import Together
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx
    from bot.reply import Card

_WITH = " with "
"""Stands between the key of what was said and how many were answered that day by its last change.

Of how many it tells would not do: they get fewer where another right takes the place of one.
"""


def tell_holders(together: Together, tx: Tx, agreed: Iterable[DecisionRight]) -> None:
    """Write to each what they have a part in by now; who was written to today sees it grow.

    The leads see it on the card on which they were asked.

    Args:
        together: What the file proposed at that moment.
        tx: Where it is written.
        agreed: What was agreed on just now.
    """
    acting, zone = together.acting, ZoneInfo(together.engagement.zone)
    today = acting.now.astimezone(zone).date()
    answered = [each for each in together.rights if _day(each.decided_at, zone) == today]
    active = [each for each in answered if each.state is RightState.ACTIVE]
    # By numbers: what was just written is not equal to what was read, whose instants are shorter.
    concerned = {each.number: _concerned(tx, each) for each in active}
    first = together.rights[0]
    seen = {*asked_of(first, together.engagement), acting.actor}
    key = f"{asked(first).replace(' proposed ', ' agreed ')} {today}"
    for person in sorted({each for right in agreed for each in concerned[right.number]} - seen):
        theirs = [each for each in active if person in concerned[each.number]]
        _tell(together, tx, key, person, theirs, f"{_WITH.strip()} {len(answered)}")


def _tell(
    together: Together,
    tx: Tx,
    key: str,
    person: str,
    theirs: Sequence[DecisionRight],
    became: str,
) -> None:
    telling, engagement = together.acting.telling, together.engagement
    card = together.acting.drawn(engagement, _drawn(theirs))
    said = [
        each
        for each in tx.outbox.standing(f"{key} {person}")
        if isinstance(each.to, ToPerson) and each.to.person == person
    ]
    telling.over(
        tx,
        became,
        said,
        card,
        engagement=engagement,
        first=lambda each: each.partition(_WITH)[0],
    )
    if not said:
        telling.people(tx, key, (person,), card, engagement=engagement)


def _drawn(theirs: Sequence[DecisionRight]) -> Callable[[Surroundings], Card]:
    return lambda here: agreed_card([Shown(right, here) for right in theirs])


def _concerned(tx: Tx, right: DecisionRight) -> frozenset[str]:
    """Who decides by it, who stands in, and who decided until it was agreed on."""
    steps = tx.history.of(f"right {right.number}")
    before = next((each.before for each in steps if each.what == "accepted"), None) or {}
    match before.get("holders"):
        case {"approver": str(former)}:
            parts = {former}
        case _:
            parts = set()
    parts |= {each for each in (right.holders.approver, right.holders.delegate) if each}
    return frozenset(parts)


def _day(instant: datetime | None, zone: ZoneInfo) -> date | None:
    return instant.astimezone(zone).date() if instant else None
