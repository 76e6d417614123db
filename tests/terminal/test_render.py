"""How blocks are drawn at the terminal, on one that knows every sign and on one that does not."""

import io

from rich.console import Console

from adapters.terminal.render import draw
from bot.reply import Card
from tests.drawing import timelines

CARD = Card("Who is on call", blocks=(timelines.two_sides(),))


def drawn(encoding: str, *, colours: bool = False, width: int = 80) -> list[str]:
    """The card on a terminal of this encoding."""
    written = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    console = Console(
        file=written,
        width=width,
        highlight=False,
        color_system="standard" if colours else None,
        force_terminal=colours,
    )
    draw(CARD, console)
    written.seek(0)
    return written.read().splitlines()


def test_a_timeline_is_its_title_and_a_line_a_lane() -> None:
    assert drawn("utf-8")[1:4] == [
        "  iot-hub: who is on call, two weeks",
        "  SRE primary       ├Alice Nakamura──────├Bob Castellano──────",
        "  SRE secondary     ├Bob──────╞Erin├Bob──├Alice Nakamura──────",
    ]


def test_a_terminal_that_knows_only_ascii_gets_plain_signs() -> None:
    lines = drawn("ascii")

    assert all(line.isascii() for line in lines)
    assert lines[4] == "  Product primary   |Dana Iyer-----!!!!|-|Frank Adeyemi-------"


def test_a_gap_is_red_as_well() -> None:
    (line,) = (each for each in drawn("utf-8", colours=True) if "Dana" in each)

    assert "\x1b[31m░░░░\x1b[0m" in line


def test_on_a_narrow_terminal_lanes_are_named_above_their_lines() -> None:
    assert drawn("utf-8", width=40)[2:4] == [
        "  SRE primary",
        "  ├Alice Nakamura────├Bob Castellano────",
    ]
