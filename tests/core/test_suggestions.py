"""Unknown names, missing and surplus words: every dead end has a way on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from bot.command import Command, NoArgs, discover
from bot.reply import Card
from bot.word import Kind, word
from tests.door import Build, Door, buttons, error

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.organisation import Service


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("budget iothb", ["budget iot-hub"]),
        ("budget device", ["budget device-twins"]),
        ("budget twin", ["budget device-twins"]),
        ("why budget iothb", ["why budget iot-hub"]),
        ("why buget iot-hub", ["why budget iot-hub"]),
        ("share budget iothb", ["share budget iot-hub"]),
        ("why buget iothb", ["why budget iot-hub"]),
        ("why iothb", ["why budget iot-hub", "why oncall iot-hub", "why owner iot-hub"]),
        ("share buget of the hbu", ["share budget iot-hub"]),
        ("share why buget iothb", ["share why budget iot-hub"]),
        ("share why budget iothb", ["share why budget iot-hub"]),
        ("budget trend iothb", ["budget iot-hub"]),
        ("help budgt", ["help budget"]),
        ("help budgt iot-hub", ["help budget"]),
        ("help zzz", ["help"]),
    ],
)
async def test_an_unknown_name_offers_the_closest_under_the_same_verb(
    typed: str, offered: list[str], ask: Door
) -> None:
    card = (await ask(typed)).card
    assert error(card) == "not_found"
    assert [button.says for button in buttons(card)] == offered
    for button in buttons(card):
        assert error((await ask(button.says)).card) is None


async def test_a_name_like_no_other_offers_what_is_known_here(ask: Door) -> None:
    card = (await ask("budget zzz", in_="device-twins")).card
    assert next(button.says for button in buttons(card)) == "budget device-twins"
    assert error((await ask(buttons(card)[0].says)).card) is None


async def test_a_very_long_name_is_cut_in_the_answer(ask: Door) -> None:
    card = (await ask("budget " + "x" * 10_000)).card
    assert len(card.headline) < 120
    assert "…" in card.headline


async def test_only_explainable_answers_are_offered_for_why(ask: Door) -> None:
    card = (await ask("why hel")).card
    assert not any(button.says.startswith("why help") for button in buttons(card))
    form = (await ask("form why")).form
    assert form is not None
    verbs, _words = form.inputs
    commands = discover()
    assert verbs.choices
    assert all(commands[choice.value].explained for choice in verbs.choices)


async def test_what_cannot_be_explained_offers_what_can(ask: Door) -> None:
    card = (await ask("why help iot-hub")).card
    assert error(card) == "usage"
    assert [button.says for button in buttons(card)] == [
        "why budget iot-hub",
        "why oncall iot-hub",
        "why owner iot-hub",
    ]


@dataclass(frozen=True)
class _Recall:
    answer: Command = word(
        Kind.VERB, help="which", required=True, among=lambda command: command.verb == "budget"
    )
    about: str | None = word(Kind.WORDS, help="what it is about")


async def test_a_form_s_labels_are_plain_and_the_only_choice_is_taken(build: Build) -> None:
    ask = build(extra=(Command(verb="recall", summary="Recalls", run=_remark, args=_Recall),))
    form = (await ask("form recall")).form
    assert form is not None
    assert [(each.label, each.value) for each in form.inputs] == [
        ("Answer", "budget"),
        ("About", ""),
    ]


async def test_several_choices_leave_the_choice_to_the_asker(ask: Door) -> None:
    form = (await ask("form share")).form
    assert form is not None
    assert [each.value for each in form.inputs] == ["", ""]


async def test_a_missing_word_gets_the_usage_and_a_form(ask: Door) -> None:
    card = (await ask("why")).card
    assert error(card) == "usage"
    (fill_in,) = buttons(card)
    assert fill_in.label == "Fill in"
    opened = await ask(fill_in.says)
    assert opened.form is not None
    assert opened.form.verb == "why"


async def test_a_filled_form_says_what_could_have_been_typed(ask: Door) -> None:
    filled = await ask("why", fields={"answer": "budget", "about": "iot-hub"})
    typed = await ask("why budget iot-hub")
    assert filled == typed


@dataclass(frozen=True)
class _Remark:
    service: Service | None = word(Kind.SERVICE, help="which service")
    text: str | None = word(Kind.WORDS, help="what to remark")


async def _remark(args: _Remark, _context: Context) -> Card:
    return Card(f"{args.service}: {args.text}")


async def test_a_form_s_values_stay_in_their_own_places(build: Build) -> None:
    remark = Command(verb="remark", summary="Remarks", run=_remark, args=_Remark)
    ask = build(extra=(remark,))
    answer = await ask("remark", fields={"service": "", "text": "iot-hub is fine"})
    assert answer.card.headline == "None: iot-hub is fine"


async def test_a_form_is_filled_with_what_the_channel_tells(ask: Door) -> None:
    form = (await ask("form budget", in_="device-twins")).form
    assert form is not None
    assert [each.value for each in form.inputs] == ["device-twins"]


async def test_a_form_in_words_stands_in_where_none_can_be_opened(ask: Door) -> None:
    answer = await ask("form why")
    assert "why ANSWER [ABOUT]" in answer.card.headline


async def test_a_command_without_words_has_no_form(build: Build) -> None:
    ask = build(extra=(replace(discover()["help"], verb="ping", aliases=(), args=NoArgs),))
    card = (await ask("form ping")).card
    assert error(card) == "usage"
    assert "ping" in card.headline


async def test_surplus_words_are_said_and_help_is_offered(ask: Door) -> None:
    card = (await ask("help budget iot-hub now")).card
    assert error(card) == "usage"
    assert "iot-hub now" in card.headline
    assert [button.says for button in buttons(card)] == ["help help"]
