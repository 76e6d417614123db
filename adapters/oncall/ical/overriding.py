"""Two feeds as one: overrides win for as long as they last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.rostering.replacing import in_order, within
from bot.model.timeline import begins, ends

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.model.oncall import Contact, Duty


def together(
    base: Sequence[Duty], overrides: Sequence[Duty], start: datetime, end: datetime
) -> tuple[Duty, ...]:
    """Both, as far as they touch a stretch; what reaches into it is cut by what wins over it."""
    reach = _hull(tuple(within(overrides, start, end)), start, end)
    below = tuple(within(base, *reach))
    above = tuple(within(overrides, *_hull(below, *reach)))
    return tuple(within(overridden(below, above), start, end))


def overridden(base: Sequence[Duty], overrides: Sequence[Duty]) -> tuple[Duty, ...]:
    """What is left of the one, and all of the other, which says whom it stands in for.

    An override over several people's duties is cut where theirs are, so that each part has one
    person to cover for.
    """
    left = (part for duty in base for part in _left(duty, overrides))
    given = (part for duty in overrides for part in _covering(duty, base))
    return in_order([*left, *given])


def _hull(duties: Sequence[Duty], start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """The stretch that holds another, and all of some duties."""
    return min([start, *map(begins, duties)]), max([end, *map(ends, duties)])


def _left(duty: Duty, overrides: Sequence[Duty]) -> Iterator[Duty]:
    """The parts of a duty that nobody takes over."""
    at, end = begins(duty), ends(duty)
    for taken in sorted(within(overrides, at, end), key=begins):
        if at < begins(taken):
            yield replace(duty, start=at, end=begins(taken))
        at = max(at, ends(taken))
    if at < end:
        yield replace(duty, start=at, end=end)


def _covering(duty: Duty, base: Sequence[Duty]) -> Iterator[Duty]:
    """An override, in as many parts as it stands in for people one after the other."""
    start, end = begins(duty), ends(duty)
    edges = {edge for each in base for edge in (begins(each), ends(each)) if start < edge < end}
    parts: list[Duty] = []
    for at in sorted({start, *edges}):
        absent = duty.covering_for or _absent(duty.who, [e.who for e in base if e.holds(at)])
        if parts and parts[-1].covering_for == absent:
            continue
        if parts:
            parts[-1] = replace(parts[-1], end=at)
        parts.append(replace(duty, start=at, covering_for=absent))
    yield from parts


def _absent(who: Contact, whose: Sequence[Contact]) -> Contact | None:
    """Somebody else whose duty it was; None if it was one's own, or nobody's."""
    if any(_same(who, each) for each in whose):
        return None
    return next(iter(whose), None)


def _same(one: Contact, other: Contact) -> bool:
    """Whether two feeds name the same person: by the address, where both tell one."""
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    return one.name.casefold() == other.name.casefold()
