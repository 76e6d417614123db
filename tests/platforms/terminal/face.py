"""Drives the terminal for the contract suite: what ``ask --json`` and ``chat`` print."""

from __future__ import annotations

import io
import json
from contextlib import asynccontextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from adapters.terminal import seat
from adapters.terminal.ask import PIPE_WIDTH, show
from adapters.terminal.chat import chat
from bot.form import Form
from tests.platforms.contract.face import NotSentError, Opened, Part, Said, Seen, Way
from tests.platforms.contract.words import Words, button, plain, rows, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping

    from bot.core import Core
    from bot.reply import Answer, Table
    from bot.request import Request
    from tests.platforms.contract.house import House


@dataclass(frozen=True)
class Screen:
    """One answer: as JSON, and as it is drawn."""

    card: dict[str, Any]
    drawn: str


class Telling(io.StringIO):
    """Standard error: whatever is written on it is seen at once."""

    def __init__(self, seen: list[Seen]) -> None:
        super().__init__()
        self._seen = seen

    def write(self, text: str) -> int:
        self._seen.append(Seen(words(text, ()), text))
        return super().write(text)


class Listening:
    """A core, and what it answered last."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self.answered: Answer | None = None

    async def answer(self, request: Request) -> Answer | None:
        self.answered = await self._core.answer(request)
        return self.answered


@dataclass
class TerminalTown:
    """Each person at a terminal of their own."""

    house: House
    screens: dict[str, list[Seen]] = field(default_factory=dict)
    forms: dict[str, Opened] = field(default_factory=dict)

    async def says(self, person: str, words: str, way: Way) -> Said:
        assert way is Way.DIRECT
        lines = iter((words,))
        answer, drawn = await self._chat(person, lambda _prompt: next(lines, None))
        assert answer is not None
        if answer.form is None:
            self._shows(person, answer, drawn)
        else:
            self._lies_open(person, answer.form)
        return Said(None)

    async def again(self, said: Said) -> None:
        raise NotImplementedError("nothing comes twice at a terminal")

    async def sees(self, person: str) -> tuple[Seen, ...]:
        return tuple(self.screens.get(person, ()))

    async def presses(self, person: str, seen: Seen, label: str) -> Said:
        """There is nothing to press: what the button says is shown, and typed."""
        return await self.says(person, seen.words.buttons[label], Way.DIRECT)

    async def form(self, person: str) -> Opened | None:
        return self.forms.get(person)

    async def fills(self, person: str, opened: Opened, fields: Mapping[str, str]) -> Said:
        names = {label: name for name, label in opened.labels.items()}
        asked: list[str] = []

        def type_in(prompt: str) -> str | None:
            asked.append(prompt)
            if len(asked) == 1:
                return f"form {opened.handle}"
            label = prompt.partition(":")[0].strip()
            return fields.get(names[label], "") if asked.count(prompt) == 1 else None

        answer, drawn = await self._chat(person, type_in)
        if answer is not None and answer.form is not None and answer.form.problem:
            self._lies_open(person, answer.form)
            return Said(None)
        if answer is None or answer.form is not None:
            raise NotSentError(asked[-1])
        del self.forms[person]
        self._shows(person, answer, drawn)
        return Said(None)

    def within_limits(self, payload: object) -> None:
        if isinstance(payload, Form):
            return  # asked line by line
        assert isinstance(payload, Screen)
        lines = payload.drawn.splitlines()
        assert max(map(len, lines)) <= PIPE_WIDTH
        assert payload.drawn.replace("\n", "").isprintable()
        squeezed = "".join(payload.drawn.split())
        said = " ".join((payload.card["headline"], *_printed(payload.card)))
        assert [word for word in plain(said).split() if word not in squeezed] == []

    async def _chat(
        self, person: str, type_in: Callable[[str], str | None]
    ) -> tuple[Answer | None, str]:
        """The last answer of a conversation, and what was printed in it."""
        core, printed = Listening(self.house.core), io.StringIO()
        here = seat.take_seat(self.house.organisation, person=person, channel=None, trusted=True)

        def read(prompt: str) -> str:
            typed = None if core.answered and prompt == "> " else type_in(prompt)
            if typed is None:
                raise EOFError
            return typed

        screen = self.screens.setdefault(person, [])
        with redirect_stdout(printed), redirect_stderr(Telling(screen)):
            await chat(core, here, read=read)  # type: ignore[arg-type] # all of a core that it asks
        _greeting, _, drawn = printed.getvalue().partition("\n")
        return core.answered, drawn

    def _lies_open(self, person: str, form: Form) -> None:
        labels = {each.name: each.label for each in form.inputs}
        self.forms[person] = Opened(form.title, labels, form, form.verb)

    def _shows(self, person: str, answer: Answer, drawn: str) -> None:
        printed = io.StringIO()
        with redirect_stdout(printed):
            show(answer.card, as_json=True)
        card = json.loads(printed.getvalue())
        self.screens[person].append(Seen(_words(card), Screen(card, drawn)))


def _words(card: dict[str, Any]) -> Words:
    return words(card["headline"], _pieces(card, all_of_it=True))


def _printed(card: dict[str, Any]) -> Iterator[str]:
    """What of a card is printed: no title above a curve, and of a button only what it says."""
    return _pieces(card, all_of_it=False)


def _pieces(card: dict[str, Any], *, all_of_it: bool) -> Iterator[str]:
    for block in card["blocks"]:
        match block["type"]:
            case "facts":
                for fact in block["facts"]:
                    yield from (fact["label"], fact["value"])
            case "table":
                yield from (*block["columns"], *(cell for row in block["rows"] for cell in row))
            case "meter":
                yield from (block["label"], block["text"])
            case "chart":
                yield block["title"] if all_of_it else ""
            case "timeline":
                yield block["title"]
            case "actions":
                for each in block["buttons"]:
                    yield button(each["label"], each["says"]) if all_of_it else each["says"]
            case _:
                yield block["text"]


class TerminalFace:
    """The terminal: one person, who is whom they say, and nobody who reads along."""

    lacks = frozenset(Part)
    channel = "iot-hub"

    def user(self, person: str) -> str:
        return person

    def table(self, table: Table) -> Iterable[str]:
        return rows(table)

    @asynccontextmanager
    async def opened(self, house: House) -> AsyncIterator[TerminalTown]:
        house.directory.admit(seat.PLATFORM, seat.DOOR)
        yield TerminalTown(house)


FACE = TerminalFace()
