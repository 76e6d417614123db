"""The card of who is on call for a service: every role of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases
from bot.cards import oncall_words as words
from bot.cards.oncall_data import oncall_data
from bot.cards.oncall_troubles import troubles
from bot.directory import Standing
from bot.moments import moment_text
from bot.reply import Actions, Button, Card, Fact, Facts, Note, Table, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.context import Context
    from bot.model.moment import Moment
    from bot.model.organisation import Service
    from bot.model.seat import Seat
    from bot.reply import Block


def oncall_card(
    service: Service, seats: Sequence[Seat], context: Context, *, asked: Moment | None
) -> Card:
    """Draw up the answer for a service with at least one role that is known.

    Args:
        service: Which one.
        seats: Its roles, read at the instant that was asked for.
        context: Who reads it.
        asked: The instant as it was said; None for the present.
    """
    zone = context.zone_for(context.organisation.engagement_of(service.key))
    at = asked.at if asked else context.now
    moment = phrases.moment(at, zone, now=context.now) if asked else None
    table = Table(
        columns=("Role", "On call", "Until", "Next"),
        rows=tuple(
            (
                words.seat_name(seat.role),
                words.holders(seat, zone=zone),
                words.until(seat, zone=zone),
                words.following(seat, zone=zone),
            )
            for seat in seats
        ),
    )
    blocks: list[Block] = [table, *troubles(service, seats, now=context.now)]
    blocks.append(Note(_note(asked, moment, zone=zone, example=context.example)))
    blocks.append(Actions(tuple(_buttons(service, context))))
    return Card(
        headline=words.headline(service.key, seats, zone=zone, moment=moment),
        tone=_tone(seats),
        blocks=tuple(blocks),
        data=oncall_data(service, seats, at=at),
        why=tuple(_why(seats, context, zone=zone)),
    )


def _note(asked: Moment | None, moment: str | None, *, zone: str, example: bool) -> str:
    exact = asked is None or asked.said == moment_text(asked.at)
    parts = [] if exact or asked is None else [f"“{asked.said}” was understood as {moment}."]
    parts.append(f"Times are those of {zone}.")
    if example:
        parts.append("Example data.")
    return " ".join(parts)


def _buttons(service: Service, context: Context) -> list[Button]:
    """What this reader may ask next: guests are not told the grounds."""
    schedule = Button("Schedule", f"oncall schedule {service.key}")
    if context.reader.standing is Standing.GUEST:
        return [schedule]
    return [schedule, Button("Why?", f"why oncall {service.key}")]


def _tone(seats: Sequence[Seat]) -> Tone:
    if any(seat.gap for seat in seats):
        return Tone.AT_RISK
    return Tone.UNKNOWN if any(seat.failure for seat in seats) else Tone.NEUTRAL


def _why(seats: Sequence[Seat], context: Context, *, zone: str) -> list[Block]:
    """Each role's source, its method and its age."""
    facts = [
        Fact(
            words.seat_name(seat.role),
            f"{seat.rotation.name}: {seat.roster.method}; as of "
            f"{phrases.moment(seat.roster.fetched_at, zone, now=context.now)}.",
        )
        for seat in seats
    ]
    return [
        Facts(tuple(facts)),
        Note("A cover that somebody accepted wins over their turn; of layers the first decides."),
    ]
