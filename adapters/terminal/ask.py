"""One question at the terminal: ``rapport ask``."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from io import TextIOWrapper
from typing import TYPE_CHECKING

from rich.console import Console

from adapters.terminal.render import draw
from bot.card_json import card_json
from bot.config.report import broken
from bot.reply import Card, Tone

if TYPE_CHECKING:
    from adapters.terminal.cli import Misused
    from bot.config import ConfigError

ANSWERED, REFUSED, MISUSED = 0, 1, 2
"""Exit statuses: an answer; an error that the asker can act on; usage or configuration."""
PIPE_WIDTH = 100


def show(card: Card, *, as_json: bool) -> int:
    """Print a card and tell the exit status it stands for."""
    console = stdout()
    if as_json:
        plain = not console.encoding.lower().startswith("utf")
        text = json.dumps(card_json(card), ensure_ascii=plain, allow_nan=False, indent=2)
        sys.stdout.write(text + "\n")
    else:
        draw(card, console)
    sys.stdout.flush()
    return REFUSED if "error" in card.data else ANSWERED


def stdout() -> Console:
    """Standard output; a pipe has no width of its own and gets no colour."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a letter that it lacks must not stop an answer
    if sys.stdout.isatty():
        return Console(highlight=False)
    return Console(highlight=False, width=PIPE_WIDTH, color_system=None)


def complain(error: ConfigError, *, as_json: bool) -> int:
    """Print what is wrong with the configuration."""
    if not as_json:
        sys.stderr.write(broken(error) + "\n")
        return MISUSED
    count = len(error.problems)
    message = f"The configuration has {count} problem{'' if count == 1 else 's'}."
    return _refuse("configuration", message, problems=[asdict(each) for each in error.problems])


def refuse(message: str, *, as_json: bool) -> int:
    """Print why nothing could be asked."""
    if as_json:
        return _refuse("unusable", message)
    sys.stderr.write(message + "\n")
    return MISUSED


def misused(error: Misused, *, as_json: bool) -> int:
    """Print why the command line cannot be understood, and what can be typed."""
    if as_json:
        return _refuse("usage", error.message, usage=error.usage.strip())
    sys.stderr.write(error.usage)
    if error.message:
        sys.stderr.write(f"\n{error.message}\n")
    return MISUSED


def _refuse(code: str, message: str, **more: object) -> int:
    error = {"code": code, "message": message, **more}
    show(Card(message, Tone.BAD, data={"error": error}), as_json=True)
    return MISUSED


def unheard() -> int:
    """Whoever read the pipe has gone: let nothing more be written to it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ANSWERED
