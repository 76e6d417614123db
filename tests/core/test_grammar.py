"""What people type, however they type it, finds its command."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command import discover
from bot.errors import NotFound
from bot.grammar import Grammar, fold, normalise
from bot.request import Actor
from tests.door import Door, buttons, error

if TYPE_CHECKING:
    from bot.reply import Button

GRAMMAR = Grammar(discover())
AS_TYPED = st.text() | st.text(
    alphabet="/sre budget?!.,:iot-hub\u2019\u201c\u00a0\u200b\u2011\uff1f\u00b4\ud800\x1b\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "budget iot-hub",
        "BUDGET IOT-HUB",
        "/sre budget iot-hub",
        "/sre /sre budget iot-hub",
        "/SRE SRE budget iot-hub",
        "sre: budget iot-hub",
        "  budget\u00a0iot-hub  ",
        "budget iot\u2011hub",
        "budget iot\u2013hub",
        "budget iot\u2212hub",
        "budget iot_hub?",
        "budget “iot-hub”",
        "budget `iot-hub`",
        "budget 'IoT Hub'",
        "budget #iot-hub",
        "bud\u200bget \u2068iot-hub\u2069",
        "budget iot\u00adhub",
        "\tbudget\r\niot-hub\x00",
        "budget iot-hub.",
        "budget iot-hub ?!",
        "budget iot-hub\uff1f",
        "slo iot-hub",
        "error budget iot-hub",
        "Error Budget for the IoT hub, please!",
        "budget hub",
        "budget IoT hub",
        "budget IOTHUB",
        "budget for iot-hub please",
        "how much budget is left for iot-hub?",
        "How much of our error budget do we have left for the IoT Hub?",
        "how much budget does iot-hub have left?",
        "what's left of the error budget of iot-hub",
        "What\u2019s the error budget for iot-hub?",
        "what\u00b4s the budget of hub?",
        "how is our error budget for iot hub",
        "show me the error budget of iot-hub",
        "error budget left for iot-hub",
        "our error budget left for iot-hub",
        "budget status of iot-hub",
        "how's iot-hub doing?",
        "how is the IoT Hub doing today?",
        "how is iot-hub?",
        "what's the error budget status of iot-hub",
        "what is the status of the error budget of hub?",
        "what's left for iot-hub",
        "is there any budget left for iot-hub?",
        "do we have any error budget left for hub?",
        "is the error budget ok for iot-hub",
        "are we within slo for iot-hub?",
        "is iot-hub at risk?",
        "is hub still within its error budget?",
    ],
)
async def test_every_way_to_ask_for_a_budget_gives_the_same_answer(text: str, ask: Door) -> None:
    expected = await ask("budget iot-hub", in_=None)
    assert (await ask(text, in_=None)).card == expected.card


@pytest.mark.parametrize(
    "text",
    [
        "budget",
        "What's the error budget?",
        "whats the budget",
        "slo?",
        "budget please",
        "budget left",
        "budget status",
        "the budget",
        "what's left?",
        "what's left of it?",
        "is there any budget left",
        "is the error budget ok",
        "are we within slo?",
        "are we still ok?",
        "how is it going?",
        "how are we doing?",
    ],
)
async def test_a_channel_s_own_service_needs_no_name(text: str, ask: Door) -> None:
    card = (await ask(text, in_="iot-hub")).card
    assert card.data["service"] == "iot-hub"


@pytest.mark.parametrize(
    "text",
    [
        "why is iot-hub at risk?",
        "why is the hub so low?",
        "why error budget iot-hub",
        "explain how's hub doing",
        "why is the error budget so low for iot-hub?",
    ],
)
async def test_a_plain_question_can_follow_why(text: str, ask: Door) -> None:
    expected = (await ask("why budget iot-hub", in_=None)).card
    said = (await ask(text, in_=None)).card
    assert replace(said, again=None) == replace(expected, again=None)


@pytest.mark.parametrize("text", ["", " ", "/sre", "/sre?", "sre", "?", "\u200b", "...", "HELP"])
async def test_saying_nothing_in_particular_gets_help(text: str, ask: Door) -> None:
    assert (await ask(text)).card.headline == "What you can ask me"


@given(AS_TYPED)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(AS_TYPED)
def test_a_normalised_text_can_be_printed_anywhere(text: str) -> None:
    said = normalise(text)
    said.encode()
    assert not any(character in said for character in "\x00\x1b\n\u200b\u00a0")


@given(AS_TYPED)
def test_whatever_is_typed_parses_or_is_not_found(text: str) -> None:
    offered: tuple[Button, ...] = ()
    try:
        GRAMMAR.parse(text)
    except NotFound as not_found:
        offered = not_found.buttons or pytest.fail("a dead end")
    for button in offered:
        GRAMMAR.parse(button.says)


def test_no_two_commands_answer_to_the_same_word() -> None:
    spoken = [
        fold(name)
        for command in discover().values()
        for name in {fold(each) for each in (command.verb, *command.aliases)}
    ]
    assert len(spoken) == len(set(spoken))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("budgte iot-hub", "budget iot-hub"),
        ("bugdet", "budget"),
        ("budgte iot-hbu", "budget iot-hub"),
        ("budgte hbu", "budget iot-hub"),
        ("budgte of the device", "budget device-twins"),
        ("budgte frobnicate", "budget"),
        ("error budgt iot-hub", "budget iot-hub"),
        ("explian", "form why"),
        ("explian iot-hub", "why budget iot-hub"),
        ("hlep me", "help"),
        ("explian budget iot-hub", "why budget iot-hub"),
        ("hlep", "help"),
        ("iot-hub budget", "budget iot-hub"),
        ("iot-hub budgte", "budget iot-hub"),
        ("tell me about the budget of iot-hub", "budget iot-hub"),
        ("can I see the budget", "budget"),
    ],
)
async def test_an_unknown_verb_offers_the_closest_with_the_same_words(
    typed: str, offered: str, ask: Door
) -> None:
    card = (await ask(typed)).card
    assert error(card) == "not_found"
    assert offered in [button.says for button in buttons(card)]
    for button in buttons(card):
        assert error((await ask(button.says)).card) is None


@pytest.mark.parametrize("typed", ["iot-hub", "hub", "the IoT hub?"])
async def test_a_service_alone_offers_what_can_be_asked_about_it(typed: str, ask: Door) -> None:
    card = (await ask(typed)).card
    assert "is a service" in card.headline
    assert [button.says for button in buttons(card)] == [
        "budget iot-hub",
        "oncall iot-hub",
        "owner iot-hub",
    ]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("freeze", "owner freeze"),
        ("prioritization", "owner prioritization"),
        ("the freeze for iot-hub?", "owner iot-hub freeze"),
    ],
)
async def test_a_decision_alone_offers_who_takes_it(typed: str, offered: str, ask: Door) -> None:
    card = (await ask(typed)).card
    assert error(card) == "not_found"
    assert buttons(card)[0].says == offered


@pytest.mark.parametrize("typed", ["iot-hub", "budgte iot-hub", "tell me the budget of hub"])
async def test_what_a_guest_may_not_ask_is_not_offered(typed: str, ask: Door) -> None:
    guest = Actor("slack", "T0OURS", "U0NOBODY")
    card = (await ask(typed, actor=guest)).card
    assert [button.says for button in buttons(card)] == [
        "oncall iot-hub",
        "oncall schedule iot-hub",
    ]


@pytest.mark.parametrize("typed", ["who decides", "what now", "whoever", "how", "share", "s"])
async def test_an_ordinary_word_is_no_misspelt_why(typed: str, ask: Door) -> None:
    assert not any(each.says.startswith("why") for each in buttons((await ask(typed)).card))


@pytest.mark.parametrize("typed", ["wibble", "wobble", "🎉", "x" * 10_000, "на дежурстве"])
async def test_a_verb_like_no_other_offers_help_alone(typed: str, ask: Door) -> None:
    card = (await ask(typed)).card
    assert error(card) == "not_found"
    assert [button.says for button in buttons(card)] == ["help"]
    assert len(card.headline) < 100
