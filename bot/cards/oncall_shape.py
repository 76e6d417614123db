"""How a service's rotations do: people, shares of their time, the longest stretch, gaps."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bot import phrases
from bot.cards.oncall_words import seat_name
from bot.model.oncall_shape import AHEAD, Judgment, shape
from bot.model.timeline import begins, ends
from bot.reply import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from bot.context import Context
    from bot.model.oncall_shape import Shape
    from bot.model.rotation import Rotation
    from bot.model.seat import Seat


def shape_facts(seats: Sequence[Seat], context: Context) -> Iterator[Fact]:
    """A line for each role."""
    for seat in seats:
        found = shape(
            seat.rotation,
            seat.roster.duties,
            start=context.now,
            end=min(context.now + AHEAD, seat.roster.end),
            seats=_at_once(seat.rotation, seats),
        )
        yield Fact(seat_name(seat.role), _said(found))


def _at_once(rotation: Rotation, seats: Sequence[Seat]) -> int:
    """How many of a rotation's people are on call at once: those of its own, and of its likes."""
    people = _people(rotation)
    alike = {each.rotation.key for each in seats if people and _people(each.rotation) == people}
    return max(len(alike), 1)


def _people(rotation: Rotation) -> frozenset[str]:
    return frozenset(key for layer in rotation.layers for key in layer.people)


def _said(found: Shape) -> str:
    parts = [_people_said(found)]
    if found.share is not None:
        parts.append(_share_said(found))
    if found.longest:
        length = ends(found.longest) - begins(found.longest)
        parts.append(f"longest stretch {phrases.span(min(length, AHEAD * 12))}")
    parts.append(_coverage_said(found))
    return " · ".join(parts)


def _people_said(found: Shape) -> str:
    said = f"{found.people} {'person' if found.people == 1 else 'people'}"
    if Judgment.TOO_FEW in found.judgments:
        return f"⚠ {said}, and it needs {found.minimum}"
    return said


def _share_said(found: Shape) -> str:
    assert found.share is not None
    said = f"each on call {phrases.percent(_decimal(found.share))} of the time"
    if Judgment.OVERLOADED in found.judgments:
        return f"⚠ {said}, and a quarter is the most"
    return said


def _coverage_said(found: Shape) -> str:
    days = f"the next {phrases.span(AHEAD)}"
    if Judgment.GAPS in found.judgments:
        return f"⚠ nobody for {phrases.percent(1 - _decimal(found.coverage))} of {days}"
    return f"no gap in {days}"


def _decimal(ratio: Fraction) -> Decimal:
    return Decimal(ratio.numerator) / Decimal(ratio.denominator)
