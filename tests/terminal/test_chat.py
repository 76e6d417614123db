"""``rapport chat``, run as a process: a conversation, with forms, at a pipe and at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from adapters.terminal.chat import chat
from adapters.terminal.seat import Seat
from bot.form import Form, Input
from bot.reply import Answer, Card
from bot.request import Actor, Place, Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core import Core
    from tests.terminal.running import Rapport

CHAT = ("chat", "--as", "bob", "--in", "iot-hub")
PROMPT = "> "
WORST = "iot-hub: 10% of the error budget left"


def test_line_after_line_is_answered_until_somebody_leaves(rapport: Rapport) -> None:
    ran = rapport(*CHAT, typed="budget\n\nbudgte\nBye\nbudget\n")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.count(WORST) == 1
    assert "I don't know “budgte”." in ran.out


def test_the_end_of_input_is_a_farewell(rapport: Rapport) -> None:
    ran = rapport(*CHAT, typed="budget")
    assert (ran.status, ran.err) == (0, "")
    assert WORST in ran.out


def test_a_form_is_asked_field_by_field(rapport: Rapport) -> None:
    ran = rapport(*CHAT, typed="form why\nbudget\niot-hub\n")
    assert (ran.status, ran.err) == (0, "")
    assert f"Why “{WORST}" in ran.out


def test_a_field_that_is_left_out_takes_what_the_channel_tells(rapport: Rapport) -> None:
    assert WORST in rapport(*CHAT, typed="form budget\n\n").out


class Remembering:
    """A core that asks for a field, and keeps what it was told."""

    def __init__(self) -> None:
        self.told: list[Mapping[str, str] | None] = []

    async def answer(self, request: Request) -> Answer:
        self.told.append(request.fields)
        inputs = (Input("whom", "Whom", "Somebody", required=True),)
        form = Form("ask", "Ask", inputs) if request.fields is None else None
        return Answer(Card("Done."), request.heard_by, form)


async def test_a_field_that_must_be_there_is_asked_for_again() -> None:
    core, typed = Remembering(), iter(("form ask", "", " ", "bob", "quit"))
    seat = Seat(Actor("terminal", "local", "bob"), Place("terminal", "here", direct=True))
    await chat(cast("Core", core), seat, read=lambda _prompt: next(typed))
    assert core.told == [None, {"whom": "bob"}]


def test_nothing_is_suggested_that_cannot_work_here(rapport: Rapport) -> None:
    ran = rapport(*CHAT, typed="budget\n")
    assert WORST in ran.out
    assert "share" not in ran.out


def test_leaving_in_the_middle_of_a_form_leaves(rapport: Rapport) -> None:
    ran = rapport(*CHAT, typed="form why\nbudget\n")
    assert (ran.status, ran.err) == (0, "")
    assert "Why “" not in ran.out


def test_a_pipe_gets_answers_without_prompts(rapport: Rapport) -> None:
    ran = rapport(*CHAT, typed="budget\n")
    assert "> " not in ran.out
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("farewell", ["quit\n", "\x04", "\x03"], ids=["quit", "Ctrl-D", "Ctrl-C"])
def test_at_a_terminal_there_is_a_prompt_and_every_way_out_works(
    farewell: str, rapport: Rapport
) -> None:
    ran = rapport.at_a_terminal(*CHAT, dialogue=[(PROMPT, "budget\n"), (PROMPT, farewell)])
    assert ran.status == 0
    assert WORST in ran.out
    assert "Traceback" not in ran.out


def test_a_form_at_a_terminal_says_what_may_be_left_out(rapport: Rapport) -> None:
    ran = rapport.at_a_terminal(
        *CHAT,
        dialogue=[
            (PROMPT, "form why\n"),
            ("Which answer", "budget\n"),
            ("may be left out: ", "\n"),
            (PROMPT, "quit\n"),
        ],
    )
    assert ran.status == 0
    assert f"Why “{WORST}" in ran.out


def test_a_form_that_has_to_be_mended_is_asked_once_more_with_what_was_typed(
    rapport: Rapport,
) -> None:
    ran = rapport.at_a_terminal(
        *CHAT,
        dialogue=[
            (PROMPT, "form why\n"),
            ("Which answer", "budget\n"),
            ("may be left out: ", "iot-hbu\n"),
            ("[budget]: ", "\n"),
            ("[iot-hbu]: ", "iot-hub\n"),
            (PROMPT, "quit\n"),
        ],
    )
    assert ran.status == 0
    assert "I don't know a service called “iot-hbu”." in ran.out
    assert "why budget iot-hub" in ran.out
    assert f"Why “{WORST}" in ran.out


def test_a_form_that_is_sent_again_as_it_was_is_left(rapport: Rapport) -> None:
    ran = rapport(*CHAT, typed="form budget\nnowhere\n\nbudget iot-hub\n")
    assert ran.out.count("These I know:") == 2  # above the form, and in the answer
    assert WORST in ran.out
