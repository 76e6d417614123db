"""A conversation at the terminal: ``rapport chat``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.terminal.ask import stdout
from adapters.terminal.patience import patiently
from adapters.terminal.reading import reader
from adapters.terminal.render import draw

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.terminal.seat import Seat
    from bot.core import Core
    from bot.form import Form, Input

FAREWELLS = frozenset({"quit", "exit", "bye"})


async def chat(core: Core, seat: Seat, *, read: Callable[[str], str] | None = None) -> None:
    """Answer line after line until the end of input; a form is asked field by field.

    One that has to be mended is asked again, until it is sent as it was before: that leaves it.
    """
    console, read = stdout(), read or reader()
    console.print("Type help for what you can ask, quit to leave.", style="dim")
    while (line := _line(read, "> ")) is not None and line.casefold() not in FAREWELLS:
        if not line:
            continue
        answer = await patiently(core.answer(seat.request(line)))
        before = None
        while answer and answer.form:
            for sentence in answer.form.problem:
                console.print(sentence, markup=False, highlight=False)
            fields = _fill_in(answer.form, read)
            if fields is None:
                return
            if fields == before:
                break
            before = fields
            filled = seat.request(answer.form.verb, fields=fields)
            answer = await patiently(core.answer(filled))
        if answer:
            draw(answer.card, console)
            console.print()


def _fill_in(form: Form, read: Callable[[str], str]) -> dict[str, str] | None:
    fields = {}
    for each in form.inputs:
        said = _field(each, read)
        if said is None:
            return None
        fields[each.name] = said
    return fields


def _field(asked: Input, read: Callable[[str], str]) -> str | None:
    """What one field takes, asked until there is something where something must be."""
    choices = f" ({', '.join(choice.value for choice in asked.choices)})" if asked.choices else ""
    left_out = f" ({asked.otherwise.lower()})" if asked.otherwise else ""
    optional = "" if asked.required else f", may be left out{left_out}"
    default = f" [{asked.value}]" if asked.value else ""
    prompt = f"  {asked.label}: {asked.hint}{choices}{optional}{default}: "
    while (said := _line(read, prompt)) is not None:
        if said or asked.value or not asked.required:
            return said or asked.value
    return None


def _line(read: Callable[[str], str], prompt: str) -> str | None:
    """The next line, None at the end of input."""
    try:
        return read(prompt).strip()
    except EOFError:
        return None
