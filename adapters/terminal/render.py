"""Draws cards for the terminal: coloured on a TTY, plain when piped."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.segment import Segment, Segments
from rich.table import Table as Grid
from rich.text import Text as Styled

from bot.drawing.text import meter, sparkline
from bot.drawing.timeline_text import timeline_text
from bot.reply import Actions, Chart, Code, Facts, Meter, Note, Table, Text, Tone
from bot.reply_timeline import Timeline

if TYPE_CHECKING:
    from bot.reply import Block, Card

_COLOURS = {
    Tone.NEUTRAL: "bold",
    Tone.GOOD: "bold green",
    Tone.WATCH: "bold yellow",
    Tone.AT_RISK: "bold dark_orange",
    Tone.BAD: "bold red",
    Tone.UNKNOWN: "bold magenta",
}
_MARKS = {
    Tone.NEUTRAL: "",
    Tone.GOOD: "✓ ",
    Tone.WATCH: "◔ ",
    Tone.AT_RISK: "▲ ",
    Tone.BAD: "✗ ",
    Tone.UNKNOWN: "? ",
}
_BAR, _LANES, _NARROWEST = 24, 60, 24
_INDENT = 2
_LABELS = 14
"""Room for labels, so that facts, meters and curves stand in one column."""


_IN_ASCII = str.maketrans(
    {"\u2212": "-", "\u2013": "-", "×": "x", "÷": "/", "·": "|", "…": "..."}
    | dict.fromkeys("\u201c\u201d", '"')
    | dict.fromkeys("\u2018\u2019", "'")
)
"""For terminals that know nothing else; of other letters they show what they can."""


def draw(card: Card, console: Console) -> None:
    """Print a card."""
    ascii_only = not console.encoding.lower().startswith("utf")
    mark = "" if ascii_only else _MARKS[card.tone]
    _print(Styled(f"{mark}{card.headline}", style=_COLOURS[card.tone]), console)
    for block in card.blocks:
        drawn = _block(block, ascii_only=ascii_only, width=console.width - _INDENT)
        _print(Padding(drawn, (0, 0, 0, _INDENT)), console)


def _print(drawn: RenderableType, console: Console) -> None:
    """Print line by line, without the spaces that fill up columns."""
    ascii_only = not console.encoding.lower().startswith("utf")
    for line in console.render_lines(drawn, pad=False):
        while line and not line[-1].text.strip():
            line.pop()
        if line:
            last = line.pop()
            line.append(Segment(last.text.rstrip(), last.style))
        shown = [
            Segment(text.translate(_IN_ASCII) if ascii_only else text, style)
            for text, style, _control in line
        ]
        console.print(Segments([*shown, Segment.line()]), end="", soft_wrap=True)


def _block(  # noqa: PLR0911 - one return a kind
    block: Block, *, ascii_only: bool, width: int
) -> RenderableType:
    match block:
        case Text(text):
            return Styled(text)
        case Note(text):
            return Styled(text, style="dim")
        case Code(text):
            return Padding(Styled(text, style="cyan"), (0, 0, 0, 2))
        case Facts(facts):
            return _rows([(fact.label, fact.value) for fact in facts])
        case Table():
            return _table(block)
        case Meter(label, share, text, tone):
            bar = meter(share, _BAR, ascii=ascii_only)
            return _rows([(label, Styled.assemble((bar, _COLOURS[tone]), f" {text}"))])
        case Chart():
            line = sparkline(block.points, _BAR, ascii=ascii_only)
            return _rows([("Curve", Styled(line, style=_COLOURS[block.tone]))])
        case Timeline():
            columns = min(max(width, _NARROWEST), _LANES)
            lines = timeline_text(block, columns, ascii=ascii_only)
            return Group(Styled(block.title, style="dim"), *map(_signs, lines))
        case Actions(buttons):
            says = [Styled(f"  {button.says}", style="cyan") for button in buttons]
            return Group(Styled("Next, type:", style="dim"), *says)
        case _:
            assert_never(block)


def _signs(line: str) -> Styled:
    """A line of a timeline: never broken, and gaps in red."""
    styled = Styled(line, no_wrap=True, overflow="crop")
    styled.highlight_regex(r"░(?:\w*░)*|!(?:\w*!)*", "red")
    return styled


def _rows(rows: list[tuple[str, str | Styled]]) -> Grid:
    grid = Grid.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True, min_width=_LABELS)
    grid.add_column(overflow="fold")
    for label, value in rows:
        grid.add_row(label, Styled(value) if isinstance(value, str) else value)
    return grid


def _table(block: Table) -> Grid:
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in block.columns:
        grid.add_column(Styled(column), overflow="fold")
    for row in block.rows:
        grid.add_row(*(Styled(cell) for cell in row))
    return grid
