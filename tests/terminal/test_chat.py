"""``rapport chat``, run as a process: a conversation, with forms, at a pipe and at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
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
            ("Verb: ", "budget\n"),
            ("may be left out: ", "\n"),
            (PROMPT, "quit\n"),
        ],
    )
    assert ran.status == 0
    assert f"Why “{WORST}" in ran.out
