"""Drives the playground for the contract suite: over HTTP, as its page does."""

from __future__ import annotations

import json
import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import aiohttp

from adapters.playground import DOOR, MovableClock, Opening, Playground
from tests.platforms.contract.face import NotSentError, Opened, Part, Said, Seen, Way
from tests.platforms.contract.words import Words, button, rows, words
from tests.platforms.playground.caller import Caller

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator, Mapping

    from bot.reply import Table
    from tests.platforms.contract.house import House

CHANNEL = "iot-hub"
BLOCKS = frozenset(
    {"text", "note", "code", "facts", "table", "meter", "chart", "timeline", "actions"}
)
"""What the page draws; see adapters/playground/page."""


@dataclass(frozen=True)
class Sent:
    """What somebody's page sent."""

    person: str
    path: str
    body: dict[str, Any]
    key: str


@dataclass
class PlaygroundTown:
    """Everybody at their pages."""

    people: Mapping[str, Caller]
    forms: dict[str, dict[str, Any]] = field(default_factory=dict)

    async def says(self, person: str, words: str, way: Way) -> Said:
        match way:
            case Way.DIRECT:
                return await self._say(person, words, conversation=f"{person}+rapport")
            case Way.ALONE:
                return await self._say(person, f"/sre {words}")
            case Way.CHANNEL:
                return await self._say(person, f"@sre {words}")
            case Way.THREAD:
                await self.people["bob"].say("slow today", conversation=CHANNEL)
                *_, parent = (
                    each
                    for each in await self.people["bob"].sees(CHANNEL)
                    if each["text"] == "slow today"
                )
                return await self._say(person, f"@sre {words}", thread=parent["key"])

    async def _say(
        self, person: str, text: str, *, conversation: str = CHANNEL, thread: str | None = None
    ) -> Said:
        body = {"conversation": conversation, "text": text, "thread": thread}
        return await self._post(person, "say", body, thread=thread)

    async def _post(
        self, person: str, path: str, body: dict[str, Any], *, thread: str | None = None
    ) -> Said:
        key = str(uuid.uuid4())
        answered = await self.people[person].post(path, body, key=key)
        assert answered["status"] == 200, answered
        if answered["form"]:
            self.forms[person] = answered["form"]
        return Said(Sent(person, path, body, key), thread)

    async def again(self, said: Said) -> None:
        assert isinstance(said.event, Sent)
        sent = said.event
        await self.people[sent.person].post(sent.path, sent.body, key=sent.key)

    async def sees(self, person: str) -> tuple[Seen, ...]:
        messages = (await self.people[person].state())["messages"]
        return tuple(_seen(each) for each in messages if each["card"])

    async def presses(self, person: str, seen: Seen, label: str) -> Said:
        message: dict[str, Any] = seen.handle  # type: ignore[assignment] # ours
        body = {"message": message["key"], "says": seen.words.buttons[label]}
        return await self._post(person, "press", body)

    async def form(self, person: str) -> Opened | None:
        form = self.forms.get(person)
        if form is None:
            return None
        labels = {each["name"]: each["label"] for each in form["inputs"]}
        return Opened(form["title"], labels, form, form)

    async def fills(self, person: str, opened: Opened, fields: Mapping[str, str]) -> Said:
        form: dict[str, Any] = opened.handle  # type: ignore[assignment] # ours
        for each in form["inputs"]:
            if each["required"] and not fields.get(each["name"], each["value"]):
                raise NotSentError(f"Please fill in {each['label']}.")  # as browsers say it
        del self.forms[person]
        return await self._post(person, "submit", {"form": form["key"], "fields": dict(fields)})

    def within_limits(self, payload: object) -> None:
        assert isinstance(payload, dict)
        json.dumps(payload, allow_nan=False)
        if "inputs" in payload:
            assert payload["title"]
            assert payload["inputs"]
            return
        card = payload["card"]
        assert card["headline"]
        assert {block["type"] for block in card["blocks"]} <= BLOCKS
        for block in card["blocks"]:
            if block["type"] in {"chart", "timeline"}:
                assert [ET.fromstring(block[name]).tag for name in ("svg", "small")]
                assert block["alt"]


def _seen(message: dict[str, Any]) -> Seen:
    return Seen(_words(message["card"]), message, message["private"], message["thread"], message)


def _words(card: dict[str, Any]) -> Words:
    pieces = (piece for block in card["blocks"] for piece in _pieces(block))
    return words(card["headline"], pieces)


def _pieces(block: dict[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "facts":
            for fact in block["facts"]:
                yield from (fact["label"], fact["value"])
        case "table":
            yield from (*block["columns"], *(cell for row in block["rows"] for cell in row))
        case "meter":
            yield from (block["label"], block["text"])
        case "chart" | "timeline":
            yield block["title"]
        case "actions":
            yield from (button(each["label"], each["says"]) for each in block["buttons"])
        case _:
            yield block["text"]


class PlaygroundFace:
    """The playground: everybody in it is somebody of app.yaml."""

    lacks = frozenset({Part.OUTSIDERS})
    channel = CHANNEL

    def user(self, person: str) -> str:
        return person

    def table(self, table: Table) -> Iterable[str]:
        return rows(table)

    @asynccontextmanager
    async def opened(self, house: House) -> AsyncIterator[PlaygroundTown]:
        house.directory.admit("playground", DOOR)
        playground = Playground(
            desk=house.desk,
            organisation=house.organisation,
            commands=house.core.grammar.commands,
            clock=MovableClock(house.clock),
            opening=Opening(CHANNEL),
            reset=house.store.empty,
        )
        house.chat = playground.chat
        async with playground.listening(0) as url, aiohttp.ClientSession() as session:
            yield PlaygroundTown(
                {key: Caller(session, url, key) for key in house.organisation.people}
            )


FACE = PlaygroundFace()
