"""A timeline in lines of text, for private answers and the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.drawing.cells import cells, clean, cut, filled
from bot.drawing.dates import date_ticks
from bot.drawing.given import called
from bot.drawing.names import NOBODY
from bot.reply_timeline import StretchKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from bot.drawing.given import Called
    from bot.reply_timeline import Lane, Stretch, Timeline

_SIGNS = {
    StretchKind.DUTY: (("├", "─"), ("|", "-")),
    StretchKind.COVER: (("╞", "═"), ("|", "=")),
    StretchKind.GAP: (("░", "░"), ("!", "!")),
}
"""How a stretch begins and goes on; the second pair is for plain terminals."""

_MEANINGS = {StretchKind.COVER: "cover", StretchKind.GAP: NOBODY}
_NARROW, _LONGEST_NAME = 50, 18
_TICK_PIXELS, _TICK_CELLS = 58, 8
"""What dates take when they are drawn, and here."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The columns of the bars.

    Attributes:
        names: Columns of the lanes' names before them; 0 where those stand above.
        width: How many there are.
        plain: Whether only ASCII will do.
    """

    start: datetime
    end: datetime
    names: int
    width: int
    plain: bool

    def column(self, instant: datetime) -> int:
        """In which column an instant lies."""
        part = (instant - self.start) / (self.end - self.start)
        return min(max(round(part * self.width), 0), self.width)


def timeline_text(
    timeline: Timeline,
    width: int = 60,
    *,
    ascii: bool = False,  # noqa: A002 - the word terminals use for it
) -> tuple[str, ...]:
    """A line a lane, where we stand, dates, and what the signs mean.

    Args:
        timeline: What to write.
        width: Columns. Where they are few, the names of lanes have lines of their own.
        ascii: Whether signs are plain; names stay as they are.
    """
    labels = [
        cut(clean(lane.label), _LONGEST_NAME, end=".." if ascii else "…") for lane in timeline.lanes
    ]
    names = max(map(cells, labels), default=0) + 1 if width >= _NARROW else 0
    line = _Line(timeline.start, timeline.end, names, width - names, ascii)
    known = called(stretch.label for lane in timeline.lanes for stretch in lane.stretches)
    lines: list[str] = []
    for lane, label in zip(timeline.lanes, labels, strict=True):
        if not names:
            lines.append(cut(clean(lane.label), width, end=".." if ascii else "…"))
        lines.append(filled(label, names) * bool(names) + _bar(lane, line, known))
    lines += [*_now(timeline, line), *_dates(timeline, line), _key(timeline, plain=ascii)]
    return tuple(each.rstrip() for each in lines)


def _dates(timeline: Timeline, line: _Line) -> Iterator[str]:
    pixels = line.width * _TICK_PIXELS / _TICK_CELLS
    written = ""
    for tick in date_ticks(timeline.start, timeline.end, zone=timeline.zone, width=pixels):
        column = line.column(tick.at)
        if len(written) <= column <= line.width - len(tick.label):
            written = f"{filled(written, column)}{tick.label} "
    if written:
        yield " " * line.names + written


def _bar(lane: Lane, line: _Line, known: Mapping[str, Called]) -> str:
    return "".join(
        sign
        for stretch, room in _rooms(lane, line)
        for sign in _signs(stretch, room, known, plain=line.plain)
    )


def _rooms(lane: Lane, line: _Line) -> Iterator[tuple[Stretch | None, int]]:
    """Left to right, how many columns a stretch takes; None for what nobody told.

    A cover or a gap takes one at least, from what is beside it: it must not be overlooked.
    """
    at = 0
    for stretch, (first, last) in zip(lane.stretches, _places(lane, line), strict=True):
        yield None, first - at
        yield stretch, last - first
        at = last


def _places(lane: Lane, line: _Line) -> list[tuple[int, int]]:
    leasts = [int(stretch.kind is not StretchKind.DUTY) for stretch in lane.stretches]
    pushed: list[tuple[int, int]] = []
    at = 0
    for stretch, least in zip(lane.stretches, leasts, strict=True):
        first = max(line.column(stretch.start), at)
        at = max(line.column(stretch.end), first + least)
        pushed.append((first, at))
    # What was pushed beyond the end is pushed back from there.
    end = line.width
    held: list[tuple[int, int]] = []
    for (first, last), least in zip(reversed(pushed), reversed(leasts), strict=True):
        last_held = min(last, end)
        end = max(min(first, last_held - least), 0)
        held.append((end, last_held))
    return held[::-1]


def _signs(
    stretch: Stretch | None, room: int, known: Mapping[str, Called], *, plain: bool
) -> Iterator[str]:
    if stretch is None or not room:
        yield " " * room
        return
    begins, goes_on = _SIGNS[stretch.kind][plain]
    name = _name(stretch, room - 1, known)
    yield f"{begins}{name}{goes_on * (room - 1 - cells(name))}"


def _name(stretch: Stretch, room: int, known: Mapping[str, Called]) -> str:
    if stretch.kind is StretchKind.GAP:
        return NOBODY if len(NOBODY) <= room else ""
    if (who := known.get(stretch.label)) is None:
        return ""
    return next((each for each in map(clean, who.ways) if cells(each) <= room), "")


def _now(timeline: Timeline, line: _Line) -> Iterator[str]:
    if not timeline.start <= timeline.now < timeline.end:
        return
    sign = "^" if line.plain else "▲"
    column = line.names + min(line.column(timeline.now), line.width - 1)
    words = f"now, {timeline.now.astimezone(ZoneInfo(timeline.zone)):%a %H:%M}"
    before = column > line.names + line.width - len(words) - 2
    yield f"{words} {sign}".rjust(column + 1) if before else f"{' ' * column}{sign} {words}"


def _key(timeline: Timeline, *, plain: bool) -> str:
    there = {stretch.kind for lane in timeline.lanes for stretch in lane.stretches}
    meant = [
        f"{_SIGNS[kind][plain][1]} {meaning}"
        for kind, meaning in _MEANINGS.items()
        if kind in there
    ]
    return "   ".join([*meant, timeline.zone.replace("_", " ")])
