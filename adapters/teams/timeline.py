"""A timeline: its lanes in columns, or in signs where there is too much on them; and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.teams.elements import container, words
from adapters.teams.lanes import NOBODY, SIGNS, dates, lane, now
from adapters.teams.text import one_line
from bot.drawing.given import called
from bot.drawing.timeline_text import timeline_text
from bot.reply_timeline import StretchKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.teams.elements import Element
    from bot.reply_timeline import Timeline

_MOST_COLUMNS = 7
"""More of them on a lane would be too narrow for words, around which there is always space."""

_LINE = 36
"""Letters of one width across a phone."""

_MEANINGS = {StretchKind.COVER: "cover", StretchKind.GAP: NOBODY}


def lanes(timeline: Timeline) -> Element:
    """The picture under its title, and what it shows."""
    titled = [words(timeline.title, weight="Bolder")] if timeline.title.strip() else []
    crowded = any(len(each.stretches) > _MOST_COLUMNS for each in timeline.lanes)
    drawn = _in_signs(timeline) if crowded else _in_columns(timeline)
    alt = one_line(timeline.alt, len(timeline.alt))
    said = [words(alt, size="Small", isSubtle=True)] if alt else []
    return container([*titled, *drawn, *said])


def _in_columns(timeline: Timeline) -> Iterator[Element]:
    yield from dates(timeline)
    known = called(stretch.label for each in timeline.lanes for stretch in each.stretches)
    for each in timeline.lanes:
        yield from lane(each, timeline, known)
    yield from now(timeline)
    there = {stretch.kind for each in timeline.lanes for stretch in each.stretches}
    meant = [f"{SIGNS[kind]} {meaning}" for kind, meaning in _MEANINGS.items() if kind in there]
    zone = timeline.zone.replace("_", " ")
    yield words(" · ".join([*meant, zone]), size="Small", isSubtle=True)


def _in_signs(timeline: Timeline) -> Iterator[Element]:
    """A block a line, in which spaces stay."""
    for line in timeline_text(timeline, _LINE):
        kept = line.replace(" ", "\u00a0") or "\u00a0"
        yield words(kept, spacing="None", fontType="Monospace", size="Small")
