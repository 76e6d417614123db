"""Whose turn a cover is for: in which rotation of our own somebody is on call then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import phrases
from bot.cards.oncall_words import SIDES
from bot.errors import Conflict, NotAllowed, NotFound, Usage
from bot.model.timeline import begins, ends
from bot.moments import moment_text
from bot.oncall.meant import rotations_meant
from bot.reply import Button

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.context import Context
    from bot.model.oncall import Duty
    from bot.model.organisation import Person, Service
    from bot.model.rotation import Rotation


AHEAD = timedelta(weeks=10)
"""As far as rotations are read ahead."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What of somebody's turns in a rotation lies within a stretch of time."""

    rotation: Rotation
    start: datetime
    end: datetime


async def turn_of(
    whom: Person,
    *,
    by: Person,
    start: datetime,
    end: datetime,
    service: Service | None,
    role: str | None,
    context: Context,
) -> Turn:
    """The one turn of somebody's that another could take.

    Args:
        whom: Who is on call then.
        by: Who would stand in.
        start: From when.
        end: Until when.
        service: For which service; any of theirs if None.
        role: In which role or rotation; any if None.
        context: Who asks, where.

    Raises:
        NotAllowed: They are not all of one side.
        NotFound: They are not on call then, or nobody has that role.
        Conflict: It is over, or who is on call is decided elsewhere.
        Usage: There are several.
    """
    _see_one_side(whom, by, context)
    if end <= context.now:
        raise Conflict("That is over.", next_step="Name a time to come: cover … until 18:00")
    rotations = rotations_meant(whom, service=service, role=role, context=context)
    ours, others = ([r for r in rotations if r.own is own] for own in (True, False))
    turns = [turn for each in ours for turn in await _turns(each, whom, start, end, context)]
    if len(turns) == 1:
        return turns[0]
    if turns:
        raise _several(turns, whom, by, context)
    for rotation in others:  # asked only now: one that does not answer is in nobody's way
        if await _turns(rotation, whom, start, end, context):
            raise _elsewhere(rotation, context)
    raise await _not_then(rotations, whom, start, end, context)


def _see_one_side(whom: Person, by: Person, context: Context) -> None:
    actor = context.reader.person
    side = SIDES[whom.side]
    if whom.key == by.key:
        raise Usage(
            f"{whom.name} is on call then anyway.",
            next_step="Name somebody else: cover me by @somebody until …",
        )
    if actor is None or actor.side is not whom.side:
        raise NotAllowed(
            f"{whom.name} is of the {side} side, which arranges its covers itself.",
            next_step=f"Ask {whom.name}, or anybody of that side.",
        )
    if by.side is not whom.side:
        raise NotAllowed(
            f"{by.name} is not of the {side} side, of which {whom.name} is.",
            next_step="Name somebody of that side.",
        )


async def _turns(
    rotation: Rotation, whom: Person, start: datetime, end: datetime, context: Context
) -> Sequence[Turn]:
    """Their turns within the stretch, as one from the first's start to the last's end."""
    duties = list(await _duties(rotation, whom, start, end, context))
    if not duties:
        return ()
    first = max(start, min(begins(each) for each in duties))
    return (Turn(rotation, first, min(end, max(ends(each) for each in duties))),)


async def _duties(
    rotation: Rotation, whom: Person, start: datetime, end: datetime, context: Context
) -> Iterator[Duty]:
    known = await context.oncall.rotation(rotation.key, at=start, now=context.now)
    return (
        duty
        for duty in known.roster.duties
        if duty.who.person == whom.key and begins(duty) < end and ends(duty) > start
    )


def _several(turns: Sequence[Turn], whom: Person, by: Person, context: Context) -> Usage:
    names = [turn.rotation.name for turn in turns]
    buttons = tuple(
        Button(
            turn.rotation.name,
            f"cover @{whom.key} by @{by.key} from {moment_text(turn.start)} "
            f"until {moment_text(turn.end)} as {turn.rotation.key}",
        )
        for turn in turns
        if turn.end > context.now
    )
    return Usage(
        f"{whom.name} is on call then for {phrases.listed(names)}.",
        next_step="Which of them is meant?",
        buttons=buttons,
    )


def _elsewhere(rotation: Rotation, context: Context) -> Conflict:
    """A cover in chat would page nobody where another source decides."""
    link = context.oncall.link(rotation)
    return Conflict(
        f"Who is on call for {rotation.name} is decided in {rotation.source}, and a cover here "
        "would page nobody there.",
        next_step=f"Make the override there: {link}" if link else "Make the override there.",
    )


async def _not_then(
    rotations: Sequence[Rotation],
    whom: Person,
    start: datetime,
    end: datetime,
    context: Context,
) -> NotFound:
    zone = context.zone_for(context.engagement)
    later = [
        (begins(duty), rotation)
        for rotation in rotations
        for duty in await _duties(rotation, whom, end, end + AHEAD, context)
    ]
    said = f"{whom.name} is not on call {_between(start, end, zone=zone, now=context.now)}."
    if not later:
        return NotFound(said, next_step="See who is: oncall schedule")
    begun, rotation = min(later, key=lambda each: each[0])
    when = phrases.moment(begun, zone, now=context.now)
    return NotFound(said, next_step=f"Their next turn is {when}, for {rotation.name}.")


def _between(start: datetime, end: datetime, *, zone: str, now: datetime) -> str:
    first = phrases.moment(start, zone, now=now)
    return f"between {first} and {phrases.moment(end, zone, now=now)}"
