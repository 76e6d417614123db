"""Two feeds as one: overrides win for as long as they last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from bot.model.oncall import Contact, Duty


def overridden(base: Sequence[Duty], overrides: Sequence[Duty]) -> tuple[Duty, ...]:
    """What is left of the one, and all of the other, which says whom it stands in for.

    Every duty has both ends. An override over several people's duties is cut where theirs are,
    so that each part has one person to cover for.
    """
    spans = [_span(each) for each in overrides]
    left = (part for duty in base for part in _left(duty, spans))
    given = (part for duty in overrides for part in _covering(duty, base))
    return tuple(sorted([*left, *given], key=_span))


def touching(duties: Iterable[Duty], start: datetime, end: datetime) -> tuple[Duty, ...]:
    """The duties that touch a stretch."""
    return tuple(each for each in duties if (span := _span(each))[0] < end and start < span[1])


def hull(duties: Iterable[Duty], start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """The stretch that holds another, and all of some duties."""
    spans = [(start, end), *map(_span, duties)]
    return min(begun for begun, _ in spans), max(ended for _, ended in spans)


def _left(duty: Duty, taken: Iterable[tuple[datetime, datetime]]) -> Iterator[Duty]:
    """The parts of a duty that nobody takes over."""
    at, end = _span(duty)
    for begun, ended in sorted(taken):
        if ended <= at or end <= begun:
            continue
        if at < begun:
            yield replace(duty, start=at, end=begun)
        at = ended
    if at < end:
        yield replace(duty, start=at, end=end)


def _covering(duty: Duty, base: Sequence[Duty]) -> Iterator[Duty]:
    """An override, in as many parts as it stands in for people one after the other."""
    start, end = _span(duty)
    there = [(*_span(each), each) for each in base]
    cuts = {edge for begun, ended, _ in there for edge in (begun, ended) if start < edge < end}
    parts: list[Duty] = []
    for at in sorted({start, *cuts}):
        whose = [each.who for begun, ended, each in there if begun <= at < ended]
        absent = duty.covering_for or _absent(duty.who, whose)
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
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    return one.name.casefold() == other.name.casefold()


def _span(duty: Duty) -> tuple[datetime, datetime]:
    assert duty.start is not None
    assert duty.end is not None
    return duty.start, duty.end
