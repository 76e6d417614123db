"""``oncall calendar``: an address that nobody can guess, told to the asker alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reply import Code
from bot.request import Audience
from tests.door import Door, error

if TYPE_CHECKING:
    from bot.reply import Card


def address(card: Card) -> str:
    (code,) = (block for block in card.blocks if isinstance(block, Code))
    return code.text


async def test_it_is_told_to_the_asker_alone_however_they_ask(ask: Door) -> None:
    answer = await ask("oncall calendar iot-hub", how=Audience.PLACE)
    assert answer.audience is Audience.ASKER
    assert address(answer.card).startswith("/calendar/")
    assert len(address(answer.card)) > 40


async def test_everybody_is_told_the_same_and_each_service_has_its_own(ask: Door) -> None:
    hub = address((await ask("oncall calendar hub", as_="alice")).card)
    assert address((await ask("ical", as_="bob")).card) == hub
    twins = address((await ask("oncall calendar twins", as_="bob")).card)
    assert twins != hub


async def test_whoever_asked_for_it_is_audited(ask: Door) -> None:
    await ask("oncall calendar", as_="carol")
    assert await ask.audited("person", "verb") == [("carol", "oncall-calendar")]


async def test_a_service_without_rotations_has_none(ask: Door) -> None:
    assert error((await ask("oncall calendar nothing", as_="bob")).card) == "not_found"
