"""A conversation at the terminal: ``rapport chat``."""

from __future__ import annotations

import contextlib
import signal
import sys
from typing import TYPE_CHECKING

from adapters.terminal.ask import stdout
from adapters.terminal.render import draw

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.terminal.seat import Seat
    from bot.core import Core
    from bot.reply import Form

FAREWELLS = frozenset({"quit", "exit", "bye"})


async def chat(core: Core, seat: Seat, *, read: Callable[[str], str] | None = None) -> None:
    """Answer line after line until the end of input; a form is asked field by field."""
    console, read = stdout(), read or _reader()
    console.print("Type help for what you can ask, quit to leave.", style="dim")
    while (line := _line(read, "> ")) is not None and line.casefold() not in FAREWELLS:
        if not line:
            continue
        answer = await core.answer(seat.request(line))
        if answer and answer.form:
            fields = _fill_in(answer.form, read)
            if fields is None:
                return
            answer = await core.answer(seat.request(answer.form.verb, fields=fields))
        if answer:
            draw(answer.card, console)
            console.print()


def _fill_in(form: Form, read: Callable[[str], str]) -> dict[str, str] | None:
    fields = {}
    for each in form.inputs:
        choices = f" ({', '.join(choice.value for choice in each.choices)})" if each.choices else ""
        optional = "" if each.required else ", may be left out"
        default = f" [{each.value}]" if each.value else ""
        said = _line(read, f"  {each.label}: {each.hint}{choices}{optional}{default}: ")
        if said is None:
            return None
        fields[each.name] = said or each.value
    return fields


def _line(read: Callable[[str], str], prompt: str) -> str | None:
    """The next line, None at the end of input."""
    try:
        return read(prompt).strip()
    except EOFError:
        return None


def _reader() -> Callable[[str], str]:
    """Reads from the keyboard, where Ctrl-C leaves at once, or from a pipe, without prompts.

    Nothing else goes on while somebody types, so reading may hold up the event loop.
    """
    if not sys.stdin.isatty():
        return lambda _prompt: input()
    with contextlib.suppress(ImportError):  # not on every platform
        import readline  # noqa: F401, PLC0415 - it gives input() its arrow keys and history
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return input
