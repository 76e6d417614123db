"""Drawing: a Chart becomes one SVG for every face; a curve or a share becomes a line of text.

Pictures of it, for those who take no SVG, come from ``bot.drawing.raster``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.burndown import curve_parts
from bot.drawing.frame import frame_parts, framed
from bot.drawing.gutter import gutter_parts
from bot.drawing.markup import element, words
from bot.drawing.palette import FAMILY, STYLE, Theme, palette
from bot.drawing.text import meter, sparkline

if TYPE_CHECKING:
    from bot.reply import Chart

__all__ = ["Theme", "meter", "sparkline", "svg"]

FONTS = (
    "'Source Sans Pro','Source Sans 3',system-ui,-apple-system,'Segoe UI',Roboto,"
    "Helvetica,Arial,sans-serif"
)
"""First the one that is drawn into pictures, then what browsers have."""

SMALLEST = (240, 160)
"""Smaller than this nothing can be read."""


def svg(chart: Chart, *, theme: Theme = Theme.AUTO, size: tuple[int, int] = (600, 300)) -> str:
    """Draw a chart.

    Args:
        chart: What to draw; thousands of points are thinned to what can be seen.
        theme: AUTO follows the reader's system, or ``data-theme`` on an ancestor, and needs a
            browser; LIGHT and DARK have their colours written out and suit any renderer.
        size: Width and height in pixels.

    Returns:
        An ``<svg>`` element without ids, so that several can stand in one page.

    Raises:
        ValueError: The size is too small to read anything.
    """
    across, down = size
    if across < SMALLEST[0] or down < SMALLEST[1]:
        raise ValueError(f"a chart needs at least {SMALLEST[0]}×{SMALLEST[1]} pixels")
    colours = palette(theme)
    frame = framed(chart, size=size, colours=colours)
    return element(
        "svg",
        element("title", words(chart.title)),
        element("desc", words(chart.alt)),
        element("style", STYLE) if theme is Theme.AUTO else "",
        *frame_parts(frame, chart, colours),
        *gutter_parts(frame, chart, colours),
        *curve_parts(frame, chart, colours),
        xmlns="http://www.w3.org/2000/svg",
        class_=FAMILY,
        role="img",
        viewBox=f"0 0 {across} {down}",
        width=across,
        height=down,
        font_family=FONTS,
    )
