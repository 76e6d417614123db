"""What can be asked of duties: who holds at an instant, who comes next, where nobody does.

And accepted covers, laid over the turns of a rotation. Rules: docs/rules/oncall.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.model.cover import CoverState
from bot.model.oncall import Contact, Duty

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.model.cover import Cover

EVER = datetime.min.replace(tzinfo=UTC)
"""Where what has no beginning begins."""
NEVER = datetime.max.replace(tzinfo=UTC)
"""Where what has no end ends."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch, [start, end), in which nobody is on call."""

    start: datetime
    end: datetime


def begins(duty: Duty) -> datetime:
    """When a duty begins; ``EVER`` if it has no beginning."""
    return duty.start or EVER


def ends(duty: Duty) -> datetime:
    """When a duty ends; ``NEVER`` if it has no end."""
    return duty.end or NEVER


def merged(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """The same by their start; those that touch or overlap are one if only their times differ."""
    found: list[Duty] = []
    newest: dict[tuple[Contact, Contact | None], int] = {}
    for duty in sorted(duties, key=begins):
        index = newest.get((duty.who, duty.covering_for))
        if index is None or begins(duty) > ends(found[index]):
            newest[duty.who, duty.covering_for] = len(found)
            found.append(duty)
        elif ends(duty) > ends(found[index]):
            found[index] = replace(found[index], end=duty.end)
    return tuple(found)


def on_at(duties: Iterable[Duty], instant: datetime) -> tuple[Duty, ...]:
    """Everybody's duty at an instant."""
    return tuple(duty for duty in duties if duty.holds(instant))


def next_after(duties: Iterable[Duty], instant: datetime) -> Duty | None:
    """The first duty that begins after an instant."""
    later = (duty for duty in duties if begins(duty) > instant)
    return min(later, key=begins, default=None)


def gaps(duties: Iterable[Duty], *, start: datetime, end: datetime) -> tuple[Gap, ...]:
    """Where nobody is on call within [start, end)."""
    found: list[Gap] = []
    at = start
    touching = (duty for duty in duties if ends(duty) > start and begins(duty) < end)
    for duty in sorted(touching, key=begins):
        if at < begins(duty):
            found.append(Gap(at, begins(duty)))
        at = max(at, ends(duty))
    if at < end:
        found.append(Gap(at, end))
    return tuple(found)


def covered(
    duties: Iterable[Duty], covers: Iterable[Cover], *, people: Mapping[str, Contact]
) -> tuple[Duty, ...]:
    """Lay accepted covers over a rotation's turns, in the order in which they were accepted.

    A cover takes what ``covering_for`` has when it is accepted: what is left of their own turns,
    what they took from others, and what another took from them. Nobody else's turn is touched. If
    Erin stands in for Alice, and Frank then for Erin, Frank has it, covering for Alice; whoever
    stands in for Alice later takes it from him. Who gets their own turn back covers for nobody.

    Args:
        duties: Turns that do not overlap.
        covers: Of the same rotation; those that are not accepted count for nothing.
        people: Everybody by key. Who is not among them any more cannot stand in.
    """
    stretches = [_Stretch(begins(duty), ends(duty), _had_by(duty)) for duty in duties]
    for cover in sorted(covers, key=_accepted):
        if cover.state is CoverState.ACCEPTED and cover.person in people:
            stretches = [
                piece for each in stretches for piece in each.taken(cover, people[cover.person])
            ]
    return merged(each.duty for each in stretches)


def _accepted(cover: Cover) -> tuple[datetime, int]:
    return cover.decided_at or cover.proposed_at, cover.number


def _had_by(duty: Duty) -> tuple[Contact, ...]:
    return (duty.who,) if duty.covering_for is None else (duty.covering_for, duty.who)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Part of a turn, and who has it: first whose turn it is, then each who took it, in order."""

    start: datetime
    end: datetime
    had_by: Sequence[Contact]

    @property
    def duty(self) -> Duty:
        own, has = self.had_by[0], self.had_by[-1]
        return Duty(
            who=has,
            start=None if self.start == EVER else self.start,
            end=None if self.end == NEVER else self.end,
            covering_for=None if has == own else own,
        )

    def taken(self, cover: Cover, by: Contact) -> Iterator[_Stretch]:
        """What becomes of it once somebody takes what the cover gives them."""
        start, end = max(self.start, cover.start), min(self.end, cover.end)
        keys = [contact.person for contact in self.had_by]
        if start >= end or cover.covering_for not in keys:
            yield self
            return
        before = self.had_by[: keys.index(cover.covering_for) + 1]
        if by in before:
            before = before[: before.index(by)]
        pieces = (
            replace(self, end=start),
            _Stretch(start, end, (*before, by)),
            replace(self, start=end),
        )
        yield from (piece for piece in pieces if piece.start < piece.end)
