"""A write is never guessed, and only who is known for certain may write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.command import Command, NoArgs
from bot.reply import Card
from bot.request import Actor
from tests.door import Build, Door, buttons, error

if TYPE_CHECKING:
    from bot.context import Context


class Notebook:
    """Remembers who wrote."""

    def __init__(self) -> None:
        self.writers: list[str] = []

    def command(self) -> Command:
        async def run(_args: NoArgs, context: Context) -> Card:
            self.writers.append(context.request.actor.user)
            return Card("Written down.")

        return Command(
            verb="scribble",
            summary="Writes something",
            run=run,
            examples=("scribble",),
            writes=True,
        )


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def ask(build: Build, notebook: Notebook) -> Door:
    return build(extra=(notebook.command(),))


async def test_somebody_verified_may_write(ask: Door, notebook: Notebook) -> None:
    await ask("scribble", as_="bob")
    assert notebook.writers == ["bob"]


@pytest.mark.parametrize("typed", ["scribbel", "scribbles", "scrible", "please scribble"])
async def test_a_misspelled_write_is_offered_and_not_run(
    typed: str, ask: Door, notebook: Notebook
) -> None:
    card = (await ask(typed)).card
    assert error(card) == "not_found"
    assert [button.says for button in buttons(card)] == ["scribble"]
    assert notebook.writers == []


@pytest.mark.parametrize("typed", ["why scribble", "share scribble", "help scribble"])
async def test_no_other_verb_runs_a_write(typed: str, ask: Door, notebook: Notebook) -> None:
    card = (await ask(typed)).card
    assert notebook.writers == []
    assert "scribble" not in [button.says for button in buttons(card)]


@pytest.mark.parametrize(
    "actor",
    [
        pytest.param(Actor("terminal", "local", "(operator)"), id="the operator"),
        pytest.param(Actor("slack", "T0OURS", "U0NOBODY"), id="a guest"),
        pytest.param(Actor("slack", "T0THEIRS", "U0BOB"), id="a stranger"),
        pytest.param(Actor("playground", "local", "bob", verified=False), id="nobody verified"),
    ],
)
async def test_others_may_not_write(actor: Actor, ask: Door, notebook: Notebook) -> None:
    card = (await ask("scribble", actor=actor)).card
    assert error(card) == "not_allowed"
    assert notebook.writers == []
