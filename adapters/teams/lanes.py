"""The lanes of a timeline as columns in Teams' own colours, with a word or a sign in each.

Teams has no chart of this kind, and no picture that comes inside a card is shown by all of its
clients: https://github.com/microsoft/AdaptiveCards/issues/4487.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from adapters.teams.elements import words
from adapters.teams.text import one_line
from bot.drawing.dates import date_ticks
from bot.reply_timeline import StretchKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from adapters.teams.elements import Element
    from bot.drawing.given import Called
    from bot.reply_timeline import Lane, Timeline

_CARD, _PADDING, _LETTER = 400.0, 30.0, 7.0
"""Pixels across a card that is not wide, around the words in a coloured column, and of a letter."""

_WHOLE = 1_000
"""What the weights of the columns of a lane add up to."""

_LEAST = 105
"""A cover or a gap has room for its sign."""

_LABEL = 120
"""A date has room where it stands."""

_DUTIES = ("emphasis", "accent")
_STYLES: dict[StretchKind | None, str] = {StretchKind.COVER: "good", StretchKind.GAP: "attention"}
SIGNS: dict[StretchKind | None, str] = {StretchKind.COVER: "⇄", StretchKind.GAP: "!"}
NOBODY = "nobody"

_LATE = 0.6
"""From here on words about now stand before it."""


class _Part(NamedTuple):
    """A stretch, or what lies between two of them."""

    start: datetime
    end: datetime
    kind: StretchKind | None
    label: str


def lane(shown: Lane, timeline: Timeline, known: Mapping[str, Called]) -> Iterator[Element]:
    """What a lane is called, and below it a column for each stretch."""
    yield words(one_line(shown.label) or "\u00a0", spacing="Small", size="Small", weight="Bolder")
    parts = list(_parts(shown, timeline))
    columns = []
    for turn, (part, weight) in enumerate(zip(parts, _weights(parts, timeline), strict=True)):
        if part.kind is None:
            columns.append(_column(weight))
            continue
        said = _word(part, known, letters=(weight / _WHOLE * _CARD - _PADDING) / _LETTER)
        style = _STYLES.get(part.kind, _DUTIES[turn % 2])
        columns.append({**_column(weight, *said), "style": style})
    yield _columns(columns)


def dates(timeline: Timeline) -> Iterator[Element]:
    """The axis, if there is a date or an hour to be written on it."""
    ticks = date_ticks(timeline.start, timeline.end, zone=timeline.zone, width=_CARD)
    if not ticks:
        return
    columns = [_column(_weight(timeline.start, ticks[0].at, timeline))]
    ends = [*(tick.at for tick in ticks), timeline.end]
    for tick, (start, end) in zip(ticks, pairwise(ends), strict=True):
        weight = _weight(start, end, timeline)
        label = [words(tick.label, size="Small", isSubtle=True)] if weight >= _LABEL else []
        columns.append(_column(weight, *label))
    yield _columns(columns)


def now(timeline: Timeline) -> Iterator[Element]:
    """A sign below where we stand, and what time that is."""
    if not timeline.start <= timeline.now < timeline.end:
        return
    local = timeline.now.astimezone(ZoneInfo(timeline.zone))
    label = f"now, {local:%a %H:%M}"
    before = _weight(timeline.start, timeline.now, timeline)
    if before < _LATE * _WHOLE:
        said = words(f"▲ {label}", size="Small")
        yield _columns([_column(before), _column(_WHOLE - before, said)])
        return
    said = words(f"{label} ▲", size="Small", horizontalAlignment="Right")
    yield _columns([_column(before, said), _column(_WHOLE - before)])


def _parts(shown: Lane, timeline: Timeline) -> Iterator[_Part]:
    """A lane without holes."""
    until = timeline.start
    for stretch in shown.stretches:
        if until < stretch.start:
            yield _Part(until, stretch.start, None, "")
        yield _Part(stretch.start, stretch.end, stretch.kind, stretch.label)
        until = stretch.end
    if until < timeline.end:
        yield _Part(until, timeline.end, None, "")


def _weights(parts: list[_Part], timeline: Timeline) -> list[int]:
    """How wide parts are; what a cover or a gap needs for its sign, its wider neighbour gives."""
    weights = [_weight(part.start, part.end, timeline) for part in parts]
    for at, part in enumerate(parts):
        lacking = _LEAST - weights[at]
        beside = [other for other in (at - 1, at + 1) if 0 <= other < len(parts)]
        if part.kind in _STYLES and lacking > 0 and beside:
            giving = max(beside, key=lambda other: weights[other])
            given = min(lacking, weights[giving] // 2)
            weights[giving] -= given
            weights[at] += given
    return weights


def _word(part: _Part, known: Mapping[str, Called], *, letters: float) -> Iterator[Element]:
    sign = SIGNS.get(part.kind, "")
    ways: tuple[str, ...] = (NOBODY,)
    if part.kind is not StretchKind.GAP:
        who = known.get(part.label)
        ways = tuple(f"{sign} {name}".strip() for name in who.ways) if who else ()
    if text := next((one_line(way) for way in ways if len(way) <= letters), sign):
        yield words(text, size="Small")


def _weight(start: datetime, end: datetime, timeline: Timeline) -> int:
    return max(round((end - start) / (timeline.end - timeline.start) * _WHOLE), 1)


def _column(weight: int, *items: Element) -> Element:
    return {"type": "Column", "width": weight, "spacing": "None", "items": list(items)}


def _columns(columns: list[Element]) -> Element:
    return {"type": "ColumnSet", "spacing": "None", "columns": columns}
