"""Whom an override replaces, for sources that tell the overrides and the plan apart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.model.timeline import begins, ends, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from bot.model.oncall import Contact, Duty


def with_replaced(
    final: Iterable[Duty], *, overrides: Sequence[Duty], planned: Sequence[Sequence[Duty]]
) -> Iterator[Duty]:
    """Say of each duty whom it covers for; one that does so for a while only is cut there.

    Args:
        final: Who is on call, overrides included.
        overrides: The one-off changes.
        planned: Who would be on call without them, layer by layer: the first that has somebody
            decides.
    """
    edges = sorted(
        {
            edge
            for each in (*overrides, *(duty for layer in planned for duty in layer))
            for edge in (each.start, each.end)
            if edge is not None
        }
    )
    for duty in final:
        mine = [each for each in overrides if same(each.who, duty.who)]
        yield from merged(
            replace(piece, covering_for=_replaced(piece, mine, planned))
            for piece in _cut(duty, edges)
        )


def in_order(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """Duties by their start, each of them once."""
    return tuple(
        sorted(
            dict.fromkeys(duties),
            key=lambda duty: (begins(duty), ends(duty), duty.who.name),
        )
    )


def within(duties: Iterable[Duty], start: datetime, end: datetime) -> Iterator[Duty]:
    """Those that touch a stretch; they stay whole, and what lasts no time at all is dropped."""
    for duty in duties:
        first, last = begins(duty), ends(duty)
        if first < last and first < end and last > start:
            yield duty


def same(one: Contact, other: Contact) -> bool:
    """Whether two contacts of one source are the same person: by its id, which each has here."""
    return one.id == other.id


def _cut(duty: Duty, edges: Sequence[datetime]) -> Iterator[Duty]:
    """Cut a duty at every edge within it."""
    inside = edges[bisect_right(edges, begins(duty)) : bisect_left(edges, ends(duty))]
    for start, end in pairwise((duty.start, *inside, duty.end)):
        yield replace(duty, start=start, end=end)


def _replaced(
    piece: Duty, mine: Sequence[Duty], planned: Sequence[Sequence[Duty]]
) -> Contact | None:
    """Who would be there at a piece of an override; nobody in a gap, or for one's own turn."""
    start = piece.start
    if start is None or not any(each.holds(start) for each in mine):
        return None
    plan = (duty.who for layer in planned for duty in layer if duty.holds(start))
    person = next(plan, None)
    return None if person is None or same(person, piece.who) else person
