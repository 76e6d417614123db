"""Somebody else's form is refused when it is opened, not once a reason was written into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.request import Audience
from tests.decisions.house import everything, number_of, say
from tests.door import error

if TYPE_CHECKING:
    from tests.door import Door

PROPOSE = "owner propose freeze approver=@carol reason=she plans both roadmaps"


@pytest.fixture
async def decided(ask: Door) -> Door:
    """A decision that Bob took, and one that he has still to take; a proposal that waits for him.

    The proposal is number 17.
    """
    await number_of(ask, PROPOSE, as_="alice")
    await ask('decide boundary "Is it a feature?" outcome=yes because=customers see it', as_="bob")
    await ask('decide boundary "And this?" options yes | no', as_="erin")
    return ask


OPENED = {
    "form owner decline 17": "bob",
    "form reverse D-1": "bob",
    "form conclude D-2 yes": "bob",
}


@pytest.mark.parametrize("pressed", OPENED)
async def test_who_may_not_send_it_is_told_before_it_is_filled_in(
    pressed: str, decided: Door
) -> None:
    """They alone; and it was only a look."""
    before = await everything(decided.store)
    answer = await say(decided, pressed, as_="erin", pressed=True)
    assert answer is not None
    assert answer.form is None
    assert error(answer.card) == "not_allowed"
    assert answer.audience is Audience.ASKER
    assert await everything(decided.store) == before


@pytest.mark.parametrize("pressed", OPENED)
async def test_whoever_may_gets_the_form(pressed: str, decided: Door) -> None:
    answer = await say(decided, pressed, as_=OPENED[pressed], pressed=True)
    assert answer is not None
    assert answer.form is not None


@pytest.mark.parametrize(
    ("done", "pressed"),
    [
        ("owner accept 17", "form owner decline 17"),
        ("reverse D-1 they do not", "form reverse D-1"),
        ("conclude D-2 no because nobody sees it", "form conclude D-2 yes"),
    ],
)
async def test_what_is_all_over_opens_nothing(done: str, pressed: str, decided: Door) -> None:
    await decided(done)
    answer = await say(decided, pressed, pressed=True)
    assert answer is not None
    assert answer.form is None
    assert error(answer.card) == "conflict"


@pytest.mark.parametrize("verb", ["owner decline", "reverse", "conclude"])
async def test_without_a_number_it_is_to_be_filled_in(verb: str, decided: Door) -> None:
    """Of proposals only one waits here."""
    assert (await decided(f"form {verb}")).form is not None
