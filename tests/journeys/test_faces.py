"""One card, however it is asked for: on Slack, in the playground, at the terminal."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

import rapport as root
from adapters.by_name import schemas
from adapters.clock import WallClock
from adapters.playground import DOOR, MovableClock, Opening, Playground
from bot.config import load
from bot.desk import Desk
from tests.platforms.playground.caller import Caller
from tests.serving.process import rapport
from tests.serving.town import SECRETS

if TYPE_CHECKING:
    from tests.serving.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="package")

WORDS = ("budget iot-hub", "why budget iot-hub", "budget iot-hbu", "help budget")


async def at_the_terminal(town: Town, words: str) -> dict[str, Any]:
    ran = await rapport(
        town.config.parent, "ask", "--json", "--as", "alice", words, environ=SECRETS
    )
    found: dict[str, Any] = json.loads(ran.out)
    return found


async def in_the_playground(
    town: Town, words: str, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Any]:
    for name, value in SECRETS.items():
        monkeypatch.setitem(os.environ, name, value)
    config = load(town.config, schemas=schemas())
    async with root.opened(config) as house, aiohttp.ClientSession() as session:
        house.directory.admit("playground", DOOR)
        desk = Desk(house.core)
        playground = Playground(
            desk=desk,
            organisation=config.organisation,
            commands=house.core.grammar.commands,
            clock=MovableClock(WallClock()),
            opening=Opening("general", ""),
            reset=house.store.empty,
        )
        async with playground.listening(0) as url:
            alice = Caller(session, url, "alice")
            await alice.say(f"/sre {words}", conversation="general")
            await desk.close()
            found: dict[str, Any] = (await alice.sees("general"))[-1]["card"]
    return found


def told(card: dict[str, Any]) -> list[str]:
    """Everything that a card says in words: its headline, its facts, its lines."""
    words = [card["headline"]]
    for block in card["blocks"]:
        match block["type"]:
            case "facts":
                words += [word for fact in block["facts"] for word in fact.values()]
            case "text" | "code" | "note":
                words.append(block["text"])
    return [timeless(word) for word in words]


def timeless(text: str) -> str:
    """Without hours and minutes: the three are asked one after another, and a minute may pass."""
    return re.sub(r"\d\d:\d\d", "HH:MM", " ".join(text.split()))


@pytest.mark.parametrize("town", ["http"], indirect=True)
@pytest.mark.parametrize("words", WORDS)
async def test_the_same_words_get_the_same_card(
    words: str, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = await at_the_terminal(town, words)
    played = await in_the_playground(town, words, monkeypatch)
    room = town.room()
    await town.people["alice"].types(f"/sre {words}", channel=room)
    shown = await town.hears("alice", typed["headline"], room)

    assert shown.text == typed["headline"]
    said = [word for word in told(typed) if "as of" not in word]
    assert [word for word in told(played) if "as of" not in word] == said
    everything = timeless(shown.shown)
    assert [word for word in said if word not in everything] == []
