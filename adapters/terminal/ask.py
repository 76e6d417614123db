"""One question at the terminal: ``rapport ask``."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from rich.console import Console

from adapters.terminal.render import draw
from bot.card_json import card_json
from bot.config.report import broken
from bot.reply import Card, Tone

if TYPE_CHECKING:
    from bot.config import ConfigError

ANSWERED, REFUSED, MISUSED = 0, 1, 2
"""Exit statuses: an answer; an error that the asker can act on; usage or configuration."""
PIPE_WIDTH = 100


def show(card: Card, *, as_json: bool) -> int:
    """Print a card and tell the exit status it stands for."""
    if as_json:
        sys.stdout.write(json.dumps(card_json(card), ensure_ascii=False, indent=2) + "\n")
    else:
        draw(card, stdout())
    return REFUSED if "error" in card.data else ANSWERED


def stdout() -> Console:
    """Standard output; a pipe has no width of its own and gets no colour."""
    if sys.stdout.isatty():
        return Console(highlight=False)
    return Console(highlight=False, width=PIPE_WIDTH, color_system=None)


def complain(error: ConfigError, *, as_json: bool) -> int:
    """Print what is wrong with the configuration."""
    if as_json:
        message = "; ".join(f"{problem.path}: {problem.message}" for problem in error.problems)
        found = {"code": "configuration", "message": message}
        card = Card("The configuration has problems.", Tone.BAD, data={"error": found})
        show(card, as_json=True)
    else:
        sys.stderr.write(broken(error) + "\n")
    return MISUSED
