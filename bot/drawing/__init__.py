"""Drawing: a picture becomes one SVG for every face; curves, shares and lanes become lines of text.

Pictures of it, for those who take no SVG, come from ``bot.drawing.raster``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.drawing.burndown import curve_parts
from bot.drawing.frame import frame_parts, framed
from bot.drawing.gutter import gutter_parts
from bot.drawing.markup import element, words
from bot.drawing.palette import FAMILY, STYLE, Theme, palette
from bot.drawing.rows import laid_out
from bot.drawing.text import meter, sparkline
from bot.drawing.timeline import timeline_parts
from bot.reply import Chart
from bot.reply_timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.drawing.palette import Palette
    from bot.reply import Picture

__all__ = ["Theme", "meter", "sparkline", "svg"]

FONTS = (
    "'Source Sans Pro','Source Sans 3',system-ui,-apple-system,'Segoe UI',Roboto,"
    "Helvetica,Arial,sans-serif"
)
"""First the one that is drawn into pictures, then what browsers have."""

SMALLEST = (240, 160)
"""Smaller than this nothing can be read."""


def svg(picture: Picture, *, theme: Theme = Theme.AUTO, size: tuple[int, int] = (600, 300)) -> str:
    """Draw a chart or a timeline.

    Args:
        picture: What to draw; thousands of points are thinned to what can be seen.
        theme: AUTO follows the reader's system, or ``data-theme`` on an ancestor, and needs a
            browser; LIGHT and DARK have their colours written out and suit any renderer.
        size: Width and height in pixels. A timeline is as high as its lanes need.

    Returns:
        An ``<svg>`` element without ids, so that several can stand in one page.

    Raises:
        ValueError: The size is too small to read anything.
    """
    across, down = size
    if across < SMALLEST[0] or down < SMALLEST[1]:
        raise ValueError(f"a picture needs at least {SMALLEST[0]}×{SMALLEST[1]} pixels")
    down, parts = _drawn(picture, palette(theme), size)
    return element(
        "svg",
        element("title", words(picture.title)),
        element("desc", words(picture.alt)),
        element("style", STYLE) if theme is Theme.AUTO else "",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        class_=FAMILY,
        role="img",
        viewBox=f"0 0 {across} {down}",
        width=across,
        height=down,
        font_family=FONTS,
    )


def _drawn(picture: Picture, colours: Palette, size: tuple[int, int]) -> tuple[int, Iterable[str]]:
    """How high it is, and all that is on it."""
    match picture:
        case Chart():
            frame = framed(picture, size=size, colours=colours)
            parts = (
                *frame_parts(frame, picture, colours),
                *gutter_parts(frame, picture, colours),
                *curve_parts(frame, picture, colours),
            )
            return size[1], parts
        case Timeline():
            rows = laid_out(picture, across=size[0])
            return int(rows.height), timeline_parts(picture, rows, colours)
        case _:
            assert_never(picture)
