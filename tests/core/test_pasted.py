"""What is pasted is understood without what surrounds it, and nothing that was said is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command import discover
from bot.grammar import Grammar
from bot.pasted import unwrapped

GRAMMAR = Grammar(discover())


@pytest.mark.parametrize(
    "text",
    [
        "“budget iot-hub”",
        "„budget iot-hub“",
        "«budget iot-hub»",
        '"budget iot-hub"',
        "'budget iot-hub'",
        "`budget iot-hub`",
        '"budget iot-hub".',
        "“budget iot-hub?”",
        " “ budget iot-hub ” ",
        "- budget iot-hub",
        "* budget iot-hub",
        "• budget iot-hub",
        "> budget iot-hub",
        "1. budget iot-hub",
        "12) budget iot-hub",
        "(1) budget iot-hub",
        "1. “budget iot-hub”",
        "“1. budget iot-hub”",
        "> - budget iot-hub",
        "- budget iot-hub\n- budget device-twins",
        "1. budget iot-hub\n2. budget device-twins\n",
        "\n- budget\n  iot-hub\n- budget device-twins",
        "budget iot-hub",
        "budget\niot-hub",
    ],
)
def test_a_pasted_question_is_the_question_alone(text: str) -> None:
    parsed = GRAMMAR.parse(unwrapped(text))

    assert (parsed.command.verb, parsed.words) == ("budget", ("iot-hub",))


@pytest.mark.parametrize(
    "text",
    [
        "budget “iot-hub”",
        "“budget” iot-hub",
        '"budget" and "why"',
        "'budget' of 'iot-hub'",
        "budget iot-hub - please",
        "we decide:\n- halt releases\n- tell everyone",
        "“We halt”, said Bob; “until Monday”",
        "2 weeks of budget",
        "-5 budget",
        "3.5 budget",
        "1.",
        "-",
        "”",
        '""',
        "",
    ],
)
def test_what_is_part_of_the_words_stays(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text() | st.text(alphabet="-*>1.() \n\"'“”„«»`budget"))
def test_unwrapping_twice_changes_nothing_more_and_leaves_something(text: str) -> None:
    once = unwrapped(text)

    assert unwrapped(once) == once
    assert bool(once) == bool(text.strip())
