"""``oncall me``: one's own shifts, now and next, covers included."""

from __future__ import annotations

import pytest

from bot.request import Actor
from tests.door import Door, error


@pytest.mark.parametrize("typed", ["oncall me", "am I on call?", "my shifts", "am i still on call"])
async def test_somebody_on_call_hears_until_when(typed: str, ask: Door) -> None:
    card = (await ask(typed, as_="olivia")).card
    assert card.headline == "You are on call for IoT Hub SRE until Mon 30 Nov 10:00 CET"


@pytest.mark.parametrize(
    "typed", ["when am I on call next?", "when will i be on call", "oncall me"]
)
async def test_anybody_else_hears_when_they_are_next(typed: str, ask: Door) -> None:
    card = (await ask(typed, as_="peggy")).card
    assert card.headline == ("You are not on call now; next for IoT Hub SRE, Mon 30 Nov 01:00 PST")


async def test_who_takes_no_turns_hears_that_too(ask: Door) -> None:
    card = (await ask("oncall me", as_="mona")).card
    assert card.headline == "You are not on call now, nor in the ten weeks ahead"


async def test_the_operator_is_nobody_and_is_told_how_to_ask(ask: Door) -> None:
    operator = Actor("terminal", "local", "(operator)", verified=False)
    card = (await ask("oncall me", actor=operator)).card
    assert error(card) == "usage"
    assert "--as" in str(card.data["error"])
