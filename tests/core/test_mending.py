"""What could not be done is given back as it was said: in its form, or quoted."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from bot.reply import Code
from bot.request import Actor, Audience
from tests.door import buttons, error

if TYPE_CHECKING:
    from bot.form import Form
    from bot.reply import Card
    from tests.door import Door

LINES = "It held up two launches.\n\nNobody knew whom to ask; “later” was all they heard."
FIELDS = {
    "service": "iot-hub",
    "decision": "freeze",
    "question": "Do we freeze?",
    "by": "3d",
    "outcome": "",
    "because": LINES,
}
LONG = "should we freeze until the canary gate is in, " * 6 + "or not"


async def mended(ask: Door, verb: str = "decide", **fields: str) -> Form:
    """The form that somebody gets back."""
    form = (await ask(verb, as_="alice", fields=FIELDS | fields)).form
    assert form is not None
    return form


def filled(form: Form) -> dict[str, str]:
    return {each.name: each.value for each in form.inputs if each.value}


def quoted(card: Card) -> list[str]:
    return [block.text for block in card.blocks if isinstance(block, Code)]


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"by": "yesterday"}, "That limit is over already."),
        ({"decision": "freez"}, "I don't know a decision called “freez”."),
        ({"service": "nowhere"}, "I don't know a service called “nowhere”."),
        ({}, "What was decided already has an outcome and a reason."),
        ({"supersedes": "fourteen"}, "“fourteen” is no number."),
    ],
)
async def test_a_form_comes_back_with_every_word_and_what_is_wrong(
    wrong: dict[str, str], problem: str, ask: Door
) -> None:
    form = await mended(ask, **wrong)

    assert filled(form) == {name: said for name, said in (FIELDS | wrong).items() if said}
    assert form.problem[0] == problem
    assert len(form.problem) > 1  # and what to do about it


async def test_what_was_mended_is_done(ask: Door) -> None:
    form = await mended(ask)
    done = await ask(form.verb, as_="alice", fields=filled(form) | {"because": ""})
    assert done.form is None
    assert done.card.headline.startswith("D-1")


@pytest.mark.parametrize("broken", [RuntimeError("hunter2"), sqlite3.OperationalError("hunter2")])
async def test_not_even_our_own_fault_loses_what_somebody_wrote(
    broken: Exception, ask: Door
) -> None:
    ask.breakable.broken = broken
    form = await mended(ask, because="")

    assert "reference" in form.problem[0]
    assert "hunter2" not in str(form)
    assert filled(form)["question"] == "Do we freeze?"


async def test_who_may_not_send_it_gets_their_words_back_and_no_form(ask: Door) -> None:
    """A form tells of people and services, and they may have been taken out of app.yaml."""
    guest = Actor("slack", "T0OURS", "U0NOBODY")
    answer = await ask("decide", actor=guest, fields=FIELDS)
    assert error(answer.card) == "not_allowed"
    assert answer.form is None
    assert "Do we freeze?" in quoted(answer.card)[0]


async def test_where_no_form_opens_all_of_it_can_be_copied(ask: Door) -> None:
    answer = await ask("decide", as_="alice", fields=FIELDS | {"by": "yesterday"})
    assert error(answer.card) == "usage"
    (line,) = quoted(answer.card)
    again = (await ask(f"form {line}", as_="alice")).form
    assert again is not None
    assert filled(again)["question"] == "Do we freeze?"
    said = " ".join(LINES.split())
    assert filled(again)["because"] == said.replace("“", '"').replace("”", '"')


@pytest.mark.parametrize(
    "typed",
    [
        f"decide iot-hub freeze {LONG} by yesterday",
        f'owner propose freeze approver=@nobody reason="{LONG}"',
        "decide freeze Do we freeze? by yesterday",
    ],
)
async def test_prose_that_nobody_else_heard_is_quoted_where_no_button_holds_it(
    typed: str, ask: Door
) -> None:
    card = (await ask(typed, as_="alice")).card
    assert quoted(card) == [typed]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        # Everybody can read what was said, and so can they.
        (f"decide iot-hub freeze {LONG} by yesterday", {"how": Audience.PLACE}),
        # A button holds it.
        ('decide freeze "Do we freeze?" by whenever', {}),
        # There is no prose in it.
        ("incident on SEV9 @nobody", {}),
        # There is hardly any.
        ("owner decline 99 no", {}),
        ("reverse D-99", {}),
        ("budget nowhere", {}),
    ],
)
async def test_nothing_is_quoted_that_is_not_lost(
    typed: str, said: dict[str, Any], ask: Door
) -> None:
    card = (await ask(typed, as_="alice", **said)).card
    assert error(card)
    assert quoted(card) == []


async def test_a_form_that_was_answered_is_not_there_again(ask: Door) -> None:
    done = await ask("decide", as_="alice", fields=FIELDS | {"because": ""})
    assert done.form is None
    assert buttons(done.card)
