"""Our own rotations, inside a transaction: whether there is a turn that somebody could take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.oncall import Contact
from bot.model.timeline import begins, covered, ends
from bot.model.turns import turns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.model.cover import Cover
    from bot.model.organisation import Organisation
    from bot.ports.store import Tx


def contacts(organisation: Organisation) -> Mapping[str, Contact]:
    """Everybody by key, as our own rotations know them."""
    return {
        key: Contact(person.name, person.email, person=key)
        for key, person in organisation.people.items()
    }


def has_a_turn(tx: Tx, cover: Cover, *, organisation: Organisation, now: datetime) -> bool:
    """Whether whom a cover is for is on call without it, in what is still to come of it.

    Args:
        tx: Knows the other covers, as they are at this instant.
        cover: Not over.
        organisation: Whose rotations.
        now: The present instant.
    """
    rotation, people = organisation.rotations[cover.rotation], contacts(organisation)
    start, end = max(cover.start, now), cover.end
    own = turns(rotation, start=start, end=end, people=people)
    near = tx.covers.within(rotation.key, start=start, end=end)
    others = [each for each in near if each.number != cover.number]
    return any(
        duty.who.person == cover.covering_for and begins(duty) < end and ends(duty) > start
        for duty in covered(own, others, people=people)
    )
