"""Every text that help shows is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.command import discover
from tests.config.files import good
from tests.door import Build, Door, buttons, error
from tests.examples import MAY_BE_GONE, READS, REFUSALS, WRITES

if TYPE_CHECKING:
    from bot.model.organisation import Organisation


@pytest.mark.parametrize("said", READS)
async def test_every_example_is_answered(said: str, ask: Door) -> None:
    assert error((await ask(said)).card) in ({None, "not_found"} if said in MAY_BE_GONE else {None})


@pytest.mark.parametrize("said", WRITES)
async def test_every_example_of_a_write_is_understood(said: str, ask: Door) -> None:
    assert ask.core.grammar.parse(said).command.writes
    refused = (await ask(said, as_="alice")).card
    assert error(refused) in REFUSALS
    assert "understand" not in refused.headline


@pytest.mark.parametrize("command", discover().values(), ids=lambda command: command.verb)
async def test_every_button_of_help_is_answered(command: object, ask: Door) -> None:
    card = (await ask(f"help {command.verb}")).card  # type: ignore[attr-defined] # a Command
    for button in buttons(card):
        may_be_gone = {"not_found"} if button.says in MAY_BE_GONE else set()
        assert error((await ask(button.says)).card) in {None, *may_be_gone}


def test_every_command_gives_an_example_and_a_summary() -> None:
    for command in discover().values():
        assert command.examples, command.verb
        assert command.summary, command.verb


def test_no_write_can_run_again_under_another_verb() -> None:
    for command in discover().values():
        assert not (command.writes and (command.shareable or command.explained or command.guests))


async def test_examples_name_a_service_that_is_known_here(build: Build) -> None:
    organisation: Organisation = good().organisation
    ask = build(organisation=organisation)
    said = [button.says for button in buttons((await ask("help", as_="bob", in_="shop")).card)]
    assert "budget checkout" in said
    assert not any("iot-hub" in each for each in said)
    refused = (await ask("why", as_="bob", in_="shop")).card
    assert "why budget checkout" in str(refused.data["error"])
