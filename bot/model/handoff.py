"""Changes of shift: when who is on call changes, and who hands over to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model.timeline import begins, ends, on_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.model.oncall import Duty, Roster

_JUST_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Handoff:
    """One change of shift.

    Attributes:
        at: When.
        before: Who was on call until then; nobody after a gap.
        after: Who is from then on; nobody when a gap begins.
        next_at: When it changes again; None if nobody knows.
        then: Who is on call from then on.
    """

    at: datetime
    before: tuple[Duty, ...]
    after: tuple[Duty, ...]
    next_at: datetime | None
    then: tuple[Duty, ...]


def changes(roster: Roster, *, start: datetime, end: datetime) -> tuple[datetime, ...]:
    """Every instant within [start, end) at which who is on call changes."""
    edges = {edge for duty in roster.duties for edge in (begins(duty), ends(duty))}
    within = sorted(edge for edge in edges if start <= edge < end)
    return tuple(edge for edge in within if handoff_at(roster, edge))


def handoff_at(roster: Roster, at: datetime) -> Handoff | None:
    """The change of shift at an instant; None if nobody comes or goes then."""
    before, after = on_at(roster.duties, at - _JUST_BEFORE), on_at(roster.duties, at)
    if _people(before) == _people(after):
        return None
    edges = {edge for duty in roster.duties for edge in (begins(duty), ends(duty))}
    coming = sorted(edge for edge in edges if at < edge < roster.end)
    later = ((edge, on_at(roster.duties, edge)) for edge in coming)
    changed = ((edge, then) for edge, then in later if _people(then) != _people(after))
    next_at, then = next(changed, (None, ()))
    return Handoff(at, before, after, next_at, then)


def _people(duties: Sequence[Duty]) -> frozenset[object]:
    return frozenset(duty.who for duty in duties)
