"""Colours: one palette for light paper, one for dark, and one that follows the reader.

Every colour is legible as text on its paper (WCAG AA, 4.5 to 1); curve and levels stay apart for
colour-blind eyes. Nothing is told by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from bot.reply import Tone

FAMILY = "rapport-chart"
"""The class of every drawing, under which the style sheet keeps to itself."""


class Theme(StrEnum):
    """Whose paper it is."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Palette:
    """A colour for each use, as an SVG attribute takes it."""

    paper: str
    ink: str
    quiet: str
    grid: str
    curve: str
    good: str
    watch: str
    at_risk: str
    bad: str

    @property
    def levels(self) -> tuple[str, ...]:
        """For level lines, the gravest first."""
        return self.bad, self.at_risk, self.watch

    def tone(self, tone: Tone) -> str:
        """The colour of a feeling."""
        return {
            Tone.NEUTRAL: self.curve,
            Tone.GOOD: self.good,
            Tone.WATCH: self.watch,
            Tone.AT_RISK: self.at_risk,
            Tone.BAD: self.bad,
            Tone.UNKNOWN: self.quiet,
        }[tone]


LIGHT = Palette(
    paper="#ffffff",
    ink="#1c2530",
    quiet="#566270",
    grid="#e2e7ed",
    curve="#1a5fb4",
    good="#0b7154",
    watch="#8a6d00",
    at_risk="#a23400",
    bad="#97206b",
)
DARK = Palette(
    paper="#171c23",
    ink="#e9eef4",
    quiet="#a5b1bf",
    grid="#303945",
    curve="#74b8ff",
    good="#4fd1a5",
    watch="#f2d675",
    at_risk="#ff8f45",
    bad="#f580ad",
)
_FOLLOWING = Palette(*(f"var(--chart-{each.name})" for each in fields(Palette)))


def palette(theme: Theme) -> Palette:
    """The colours of a theme: written out, or as variables of ``STYLE``."""
    return {Theme.AUTO: _FOLLOWING, Theme.LIGHT: LIGHT, Theme.DARK: DARK}[theme]


def _variables(colours: Palette) -> str:
    return "".join(
        f"--chart-{each.name}:{getattr(colours, each.name)};" for each in fields(Palette)
    )


STYLE = (
    f".{FAMILY}{{{_variables(LIGHT)}max-width:100%;height:auto}}"
    f"@media (prefers-color-scheme:dark){{.{FAMILY}{{{_variables(DARK)}}}}}"
    f'[data-theme="light"] .{FAMILY}{{{_variables(LIGHT)}}}'
    f'[data-theme="dark"] .{FAMILY}{{{_variables(DARK)}}}'
)
"""The reader's system decides, unless the page says ``data-theme`` on an ancestor."""
