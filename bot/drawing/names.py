"""The names inside the bars of a timeline, as much of them as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.frame import TEXT
from bot.drawing.labels import width
from bot.drawing.markup import element, words
from bot.drawing.rows import BAR
from bot.reply_timeline import StretchKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.drawing.given import Called
    from bot.drawing.hatching import Box
    from bot.drawing.lane import Placed
    from bot.drawing.markup import Value
    from bot.drawing.palette import Palette

NOBODY = "nobody"

_AIR, _TIGHT, _BESIDE = 6.0, 3.0, 4.0
"""Between a bar's edge and a name, and initials; and between words and the line of now."""

_SMALL = 11.5
"""The size of the word in a gap: it is as good as a name, and gaps are short."""


def names(
    placed: list[Placed], known: Mapping[str, Called], colours: Palette, *, now: float | None
) -> Iterator[str]:
    """Names that stand above everything else, and let the mouse through to what is below."""
    for stretch, box in placed:
        if stretch.kind is StretchKind.GAP:
            yield from _nobody(box, colours)
        elif who := known.get(stretch.label):
            cover = stretch.kind is StretchKind.COVER
            yield from _name(who, box, colours, now=now, cover=cover)


def _nobody(box: Box, colours: Palette) -> Iterator[str]:
    if width(NOBODY, size=_SMALL) <= box.across - _TIGHT:
        x = box.left + box.across / 2
        look = _on_lines(colours) | {"font_weight": 600, "text_anchor": "middle"}
        yield _text(NOBODY, x, box, size=_SMALL, fill=colours.bad, **look)


def _name(
    who: Called, box: Box, colours: Palette, *, now: float | None, cover: bool
) -> Iterator[str]:
    look: dict[str, Value] = {"font_weight": 600, **_on_lines(colours)} if cover else {}
    left, right = box.left + _AIR, box.right - _AIR
    written = who.whole(size=TEXT, room=right - left)
    if now is not None and box.left < now < box.right:
        before, after = (left, now - _BESIDE), (max(left, now + _BESIDE), right)
        side = max(before, after, key=lambda each: each[1] - each[0])
        if beside := who.whole(size=TEXT, room=side[1] - side[0]):
            written, left = beside, side[0]
        else:
            look |= _on_lines(colours)
    if not written:
        left = box.left + _TIGHT
        written = who.part(size=TEXT, room=box.across - 2 * _TIGHT)
    if written:
        yield _text(written, left, box, size=TEXT, fill=colours.ink, **look)


def _text(written: str, x: float, box: Box, *, size: float, fill: str, **look: Value) -> str:
    return element(
        "text",
        words(written),
        x=x,
        y=box.top + BAR / 2 + size / 3,
        font_size=size,
        fill=fill,
        pointer_events="none",
        **look,
    )


def _on_lines(colours: Palette) -> dict[str, Value]:
    """Paper around words that stand on lines."""
    return {
        "stroke": colours.paper,
        "stroke_width": 4,
        "stroke_linejoin": "round",
        "paint_order": "stroke",
    }
