"""The bars of a timeline: a turn, a cover and a gap, told apart by more than their colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.drawing.hatching import Box, hatching
from bot.drawing.markup import element, number
from bot.reply_timeline import StretchKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.markup import Value
    from bot.drawing.palette import Palette

TINTS = ("0.12", "0.26")
"""How much of the curve's colour is in a bar, by turns, so that neighbours differ."""

HATCHED = "0.35"
"""How much of its colour is in a stroke of hatching."""

LEAST = 4.0
"""A cover or a gap is at least so wide, however short: it must not be overlooked."""

_CORNER = 7.0


def bar(kind: StretchKind, box: Box, colours: Palette, *, tint: str = TINTS[0]) -> Iterator[str]:
    """A bar without its words.

    Args:
        kind: What it is.
        box: Where it is.
        colours: Of the theme.
        tint: Of a duty.
    """
    match kind:
        case StretchKind.DUTY:
            yield _rect(box, fill=colours.curve, fill_opacity=tint)
        case StretchKind.COVER:
            yield from _cover(box, colours)
        case StretchKind.GAP:
            yield from _gap(box, colours)
        case _:
            assert_never(kind)


def _cover(box: Box, colours: Palette) -> Iterator[str]:
    """Hatched, outlined, and with a corner turned down."""
    yield _rect(box, fill=colours.paper)
    yield _hatched(box, colours.curve, spacing=7, falling=False)
    yield _rect(box, fill="none", stroke=colours.curve, stroke_width=1.2)
    reach = min(_CORNER, box.across)
    corners = ((box.left, box.top), (box.left + reach, box.top), (box.left, box.top + reach))
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    yield element("polygon", points=points, fill=colours.curve)


def _gap(box: Box, colours: Palette) -> Iterator[str]:
    """Hatched the other way and densely, in a broken outline; all red where that has no room."""
    if box.across < 2 * LEAST:
        yield _rect(box, fill=colours.bad)
        return
    yield _rect(box, fill=colours.paper)
    yield _hatched(box, colours.bad, spacing=5, falling=True)
    yield _rect(box, fill="none", stroke=colours.bad, stroke_width=1.5, stroke_dasharray="4 2")


def _hatched(box: Box, colour: str, *, spacing: float, falling: bool) -> str:
    strokes = hatching(box, spacing=spacing, falling=falling)
    return element("path", d=strokes, stroke=colour, stroke_opacity=HATCHED, fill="none")


def _rect(box: Box, **look: Value) -> str:
    return element("rect", x=box.left, y=box.top, width=box.across, height=box.down, **look)
