"""The card of one's own on call: now, and what comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import phrases
from bot.cards import oncall_words as words
from bot.cards.oncall_troubles import last_good
from bot.reply import Card, Note, Table, Text, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.context import Context
    from bot.model.oncall import Duty
    from bot.model.organisation import Person
    from bot.model.rotation import Rotation
    from bot.oncall import Known
    from bot.reply import Block

ROWS = 6
"""Shifts to come that are listed."""


@dataclass(frozen=True, slots=True)
class Own:
    """One of somebody's shifts, and in which rotation."""

    rotation: Rotation
    duty: Duty


def mine_card(
    person: Person,
    shifts: Sequence[Own],
    context: Context,
    *,
    stale: Sequence[Known] = (),
    untold: Sequence[Rotation] = (),
) -> Card:
    """Draw up somebody's shifts.

    Args:
        person: Whose.
        shifts: Those that are not over, by their start.
        context: Who reads it.
        stale: What is only the last good answer.
        untold: Rotations of theirs whose source does not answer.
    """
    zone, now = context.zone_for(context.engagement), context.now
    rows = tuple(
        (
            _what(each),
            phrases.moment(each.duty.start, zone, now=now) if each.duty.start else "–",
            phrases.moment(each.duty.end, zone, now=now) if each.duty.end else "–",
        )
        for each in shifts[:ROWS]
    )
    blocks: list[Block] = [Table(("On call for", "From", "Until"), rows)] if rows else []
    blocks += [
        Text(f"{each.rotation.name}: {last_good(each.failure, now - each.roster.fetched_at)}")
        for each in stale
        if each.failure
    ]
    if untold:
        names = phrases.listed([each.name for each in untold])
        blocks.append(Text(f"I could not look at {names}: its source does not answer."))
    blocks.append(Note(f"Times are those of {zone}.{' Example data.' * context.example}"))
    return Card(
        headline=_headline(
            shifts, context, zone=zone, unsure=", as far as I can see" * bool(untold)
        ),
        tone=Tone.UNKNOWN if stale or untold else Tone.NEUTRAL,
        blocks=tuple(blocks),
        data={"person": person.key, "shifts": [_data(each) for each in shifts]},
    )


def _headline(shifts: Sequence[Own], context: Context, *, zone: str, unsure: str) -> str:
    now = [each for each in shifts if each.duty.holds(context.now)]
    later = [each for each in shifts if each not in now and each.duty.start]
    if now:
        names = phrases.listed([each.rotation.name for each in now])
        ends = [each.duty.end for each in now if each.duty.end]
        until = f" until {phrases.moment(min(ends), zone, now=context.now)}" if ends else ""
        return f"You are on call for {names}{until}"
    if later and later[0].duty.start:
        begins = phrases.moment(later[0].duty.start, zone, now=context.now)
        return f"You are not on call now{unsure}; next for {later[0].rotation.name}, {begins}"
    return f"You are not on call now, nor in the ten weeks ahead{unsure}"


def _what(own: Own) -> str:
    covered = own.duty.covering_for
    return f"{own.rotation.name}, covering for {covered.name}" if covered else own.rotation.name


def _data(own: Own) -> dict[str, object]:
    covered = own.duty.covering_for
    return {
        "rotation": own.rotation.key,
        "since": own.duty.start,
        "until": own.duty.end,
        "covering_for": words.named(covered) if covered else None,
    }
