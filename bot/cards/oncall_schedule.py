"""The card of a service's coming shifts: a timeline by role, a table, and how the rotations do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases
from bot.cards import oncall_words as words
from bot.cards.oncall_shape import shape_facts
from bot.cards.oncall_troubles import troubles
from bot.model.shift import in_order, shifts_of
from bot.reply import Actions, Button, Card, Facts, Note, Table, Text, Tone
from bot.reply_timeline import Lane, Stretch, StretchKind, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, timedelta

    from bot.context import Context
    from bot.model.organisation import Service
    from bot.model.seat import Seat
    from bot.model.shift import Shift
    from bot.reply import Block

ROWS = 24
"""Shifts in the table; more are for a calendar."""


def schedule_card(
    service: Service, seats: Sequence[Seat], context: Context, *, span: timedelta
) -> Card:
    """Draw up the coming shifts of a service.

    Args:
        service: Which one.
        seats: Its roles, read now.
        context: Who reads it.
        span: How far ahead.
    """
    zone = context.zone_for(context.organisation.engagement_of(service.key))
    start, end = context.now, context.now + span
    shifts = tuple(in_order(seats, start=start, end=end))
    empty = any(each.duty is None for each in shifts)
    unsure = troubles(service, seats, now=start)
    length = phrases.span(span)
    blocks: list[Block] = [
        _timeline(service, seats, start=start, end=end, zone=zone, length=length),
        Table(
            columns=("Role", "On call", "From", "Until"),
            rows=tuple(_row(each, zone=zone, now=context.now) for each in shifts[:ROWS]),
        ),
    ]
    if (more := len(shifts) - ROWS) > 0:
        blocks.append(Text(f"… and {more} more. Ask for less, such as: oncall schedule 3d"))
    blocks += [Facts(tuple(shape_facts(seats, context))), *unsure]
    blocks.append(Note(f"Times are those of {zone}.{' Example data.' * context.example}"))
    blocks.append(Actions((Button("Who is on call now", f"oncall {service.key}"),)))
    gaps = ", with gaps" if empty else ""
    return Card(
        headline=f"{service.key}: who is on call for the next {length}{gaps}",
        tone=Tone.AT_RISK if empty else Tone.UNKNOWN if unsure else Tone.NEUTRAL,
        blocks=tuple(blocks),
        data={
            "service": service.key,
            "from": start,
            "until": end,
            "shifts": [_data(each) for each in shifts],
        },
    )


def _timeline(
    service: Service,
    seats: Sequence[Seat],
    *,
    start: datetime,
    end: datetime,
    zone: str,
    length: str,
) -> Timeline:
    lanes = tuple(
        Lane(words.seat_name(seat.role), tuple(_stretches(seat, start, end))) for seat in seats
    )
    told = (f"{lane.label}: {_in_words(lane)}" for lane in lanes)
    return Timeline(
        title=f"{service.name}: on call for the next {length}",
        alt=f"Who is on call for {service.name} for the next {length}. {' '.join(told)}",
        start=start,
        end=end,
        now=start,
        lanes=lanes,
        zone=zone,
    )


def _stretches(seat: Seat, start: datetime, end: datetime) -> Iterator[Stretch]:
    """A seat's shifts, one after the other; of two at once the first is drawn."""
    at = start
    for shift in shifts_of(seat, start=start, end=end):
        begun, over = max(shift.start or start, at), min(shift.end or end, end)
        if begun < over:
            yield Stretch(begun, over, _label(shift), _kind(shift))
            at = over


def _kind(shift: Shift) -> StretchKind:
    if shift.duty is None:
        return StretchKind.GAP
    return StretchKind.COVER if shift.duty.covering_for else StretchKind.DUTY


def _label(shift: Shift) -> str:
    return words.duty(shift.duty) if shift.duty else ""


def _in_words(lane: Lane) -> str:
    names = dict.fromkeys(stretch.label or "nobody" for stretch in lane.stretches)
    return f"{', then '.join(names)}."


def _row(shift: Shift, *, zone: str, now: datetime) -> tuple[str, ...]:
    return (
        words.seat_name(shift.seat.role),
        words.duty(shift.duty) if shift.duty else "nobody",
        phrases.moment(shift.start, zone, now=now) if shift.start else "ever since",
        phrases.moment(shift.end, zone, now=now) if shift.end else "further notice",
    )


def _data(shift: Shift) -> dict[str, object]:
    duty = shift.duty
    return {
        "side": shift.seat.role.side.value,
        "role": shift.seat.role.name,
        "person": words.named(duty.who) if duty else None,
        "covering_for": words.named(duty.covering_for) if duty and duty.covering_for else None,
        "since": shift.start,
        "until": shift.end,
    }
