"""From a rotation's layers to who is on call when: arithmetic, however long ago it started.

Handoff k is ``starts + k · days`` on the wall, and the instant that this is. Rules:
docs/rules/oncall.md.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.model.oncall import Contact, Duty
from bot.model.recurrence import DAY, local, resolved
from bot.model.timeline import begins, ends, merged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.model.rotation import Hours, Layer, Rotation

YEAR, TEN_YEARS = timedelta(days=366), timedelta(days=3653)
"""Ours: a duty that goes on for ten years has no end; for a year, if there is nobody else."""


def turns(
    rotation: Rotation, *, start: datetime, end: datetime, people: Mapping[str, Contact]
) -> tuple[Duty, ...]:
    """Whose turn it is within [start, end): one after the other, adjacent ones of a person as one.

    A duty that reaches beyond is whole. Whoever is alone is on call since the first handoff, and
    without end.

    Args:
        rotation: One of our own.
        start: From when.
        end: Until when.
        people: Everybody in its layers, by key.
    """
    walk = _Walk(rotation.layers, people)
    found = list(walk.between(start, end))
    if found and begins(found[0]) == start:
        found[0] = replace(found[0], start=walk.since(found[0].who, start))
    if found and ends(found[-1]) == end:
        found[-1] = replace(found[-1], end=walk.until(found[-1].who, end))
    return tuple(found)


class _Walk:
    """Walks along the layers, and cuts what it finds at the ends of where it walks."""

    def __init__(self, layers: Sequence[Layer], people: Mapping[str, Contact]) -> None:
        self._layers = layers
        self._people = people

    def between(self, start: datetime, end: datetime) -> tuple[Duty, ...]:
        """What the first layer that has somebody decides, at each instant of [start, end)."""
        found: list[Duty] = []
        undecided = [(start, end)]
        for layer in self._layers:
            left: list[tuple[datetime, datetime]] = []
            for at, until in undecided:
                for key, begun, over in _held(layer, at, until):
                    left.append((at, begun))
                    found.append(Duty(self._people[key], begun, over))
                    at = over  # noqa: PLW2901 - the rest of the stretch
                left.append((at, until))
            undecided = [(at, until) for at, until in left if at < until]
        return merged(found)

    def since(self, who: Contact, at: datetime) -> datetime:
        """Since when somebody is on call who is so from an instant on."""
        first = min(resolved(layer.starts, layer.zone) for layer in self._layers)
        step = DAY
        while at > first:
            back = max(at - step, first)
            before = self.between(back, at)
            if not before or before[-1].who != who or ends(before[-1]) < at:
                return at
            at = begins(before[-1])
            if at > back:
                return at
            step *= 2
        return at

    def until(self, who: Contact, at: datetime) -> datetime | None:
        """Until when somebody is on call who is so up to an instant; None if it has no end."""
        walls = [(wall, each.zone) for each in self._layers for wall in (each.starts, each.until)]
        changes = (resolved(wall, zone) for wall, zone in walls if wall)
        alone = len({key for each in self._layers for key in each.people}) == 1
        farthest = max(at, *changes) + (YEAR if alone else TEN_YEARS)
        step = DAY
        while at < farthest:
            ahead = self.between(at, at + step)
            if not ahead or ahead[0].who != who or begins(ahead[0]) > at:
                return at
            if ends(ahead[0]) < at + step:
                return ahead[0].end
            at += step
            step *= 2
        return None


def _held(layer: Layer, start: datetime, end: datetime) -> Iterator[tuple[str, datetime, datetime]]:
    """Who takes their turn in a layer, in its hours, each cut to [start, end)."""
    start = max(start, resolved(layer.starts, layer.zone))
    if layer.until is not None:
        end = min(end, resolved(layer.until, layer.zone))
    for key, begun, over in _turns(layer, start, end):
        for opens, closes in _open(layer, begun, over):
            yield key, opens, closes


def _turns(
    layer: Layer, start: datetime, end: datetime
) -> Iterator[tuple[str, datetime, datetime]]:
    """Whose turn it is in a layer, whatever its hours."""
    if len(set(layer.people)) == 1:
        yield layer.people[0], start, end
        return
    step = layer.days * DAY
    # While a clock shows an hour again, this may be a turn that is over: nothing is left of it.
    turn = (local(start, layer.zone) - layer.starts) // step
    while start < end:
        over = resolved(layer.starts + (turn + 1) * step, layer.zone)
        if start < over:
            yield layer.people[turn % len(layer.people)], start, min(over, end)
            start = over
        turn += 1


def _open(layer: Layer, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """When a layer's hours hold, each stretch cut to [start, end)."""
    if not layer.only:
        if start < end:
            yield start, end
        return
    day = datetime.combine(local(start, layer.zone) - DAY, datetime.min.time())
    last = local(end, layer.zone)
    stretches = []
    while day <= last:
        today = (hours for hours in layer.only if day.weekday() in hours.weekdays)
        stretches += [_on(day, hours, layer.zone) for hours in today]
        day += DAY
    for opens, closes in sorted(stretches):
        if max(opens, start) < min(closes, end):
            yield max(opens, start), min(closes, end)
            start = closes


def _on(day: datetime, hours: Hours, zone: str) -> tuple[datetime, datetime]:
    """The hours that begin on a day."""
    closes = day if hours.closes > hours.opens else day + DAY
    return (
        resolved(datetime.combine(day, hours.opens), zone),
        resolved(datetime.combine(closes, hours.closes), zone),
    )
