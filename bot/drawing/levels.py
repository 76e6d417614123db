"""Level lines: each with its own dashes, the gravest solid, and its own colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.markup import element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.palette import Palette
    from bot.drawing.scales import Scale
    from bot.reply import Level

_DASHES = ("none", "8 4", "2 4", "10 3 2 3")
_HATCHES = (4, 7, 10)


@dataclass(frozen=True, slots=True)
class Line:
    """A level as it is drawn.

    Attributes:
        label: Its name.
        value: The share at which it lies.
        y: The same in pixels.
        colour: Of its line, name and hatching.
        dashes: As SVG writes them.
        hatch: Pixels between the strokes where the curve is below it; the gravest is densest.
    """

    label: str
    value: float
    y: float
    colour: str
    dashes: str
    hatch: int


def lines(
    levels: Sequence[Level], scale: Scale, *, colours: Palette, room: int
) -> tuple[Line, ...]:
    """The levels that the scale holds, gravest first, and no more than there is room to name."""
    held = sorted((level for level in levels if scale.holds(float(level.value))), key=_value)
    return tuple(
        Line(
            label=level.label,
            value=float(level.value),
            y=scale(float(level.value)),
            colour=colours.levels[min(rank, len(colours.levels) - 1)],
            dashes=_DASHES[rank % len(_DASHES)],
            hatch=_HATCHES[min(rank, len(_HATCHES) - 1)],
        )
        for rank, level in enumerate(held[:room])
    )


def level_line(line: Line, *, left: float, right: float) -> str:
    """The line itself, without its name."""
    return element(
        "line",
        x1=left,
        x2=right,
        y1=line.y,
        y2=line.y,
        stroke=line.colour,
        stroke_width=1.5,
        stroke_dasharray=line.dashes,
    )


def _value(level: Level) -> float:
    return float(level.value)
