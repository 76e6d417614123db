"""A conversation at the terminal: ``rapport chat``."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from adapters.terminal.ask import stdout
from adapters.terminal.render import draw

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.terminal.seat import Seat
    from bot.core import Core
    from bot.reply import Form

FAREWELLS = frozenset({"quit", "exit", "bye"})


async def chat(core: Core, seat: Seat, *, read: Callable[[str], str] = input) -> None:
    """Answer line after line until the end of input; a form is asked field by field."""
    console = stdout()
    console.print("Type help for what you can ask, quit to leave.", style="dim")
    while (line := await _line(read, "> ")) is not None and line not in FAREWELLS:
        if not line:
            continue
        answer = await core.answer(seat.request(line))
        if answer is None:
            continue
        if answer.form is None:
            draw(answer.card, console)
            continue
        fields = await _fill_in(answer.form, read)
        if fields is None:
            return
        answer = await core.answer(seat.request(answer.form.verb, fields=fields))
        if answer is not None:
            draw(answer.card, console)


async def _fill_in(form: Form, read: Callable[[str], str]) -> dict[str, str] | None:
    fields = {}
    for each in form.inputs:
        choices = f" ({', '.join(choice.value for choice in each.choices)})" if each.choices else ""
        default = f" [{each.value}]" if each.value else ""
        said = await _line(read, f"  {each.label}: {each.hint}{choices}{default}: ")
        if said is None:
            return None
        fields[each.name] = said or each.value
    return fields


async def _line(read: Callable[[str], str], prompt: str) -> str | None:
    """The next line, None at the end of input; reading does not hold up the event loop."""
    try:
        return (await asyncio.to_thread(read, prompt)).strip()
    except EOFError:
        return None
