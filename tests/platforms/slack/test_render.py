"""What Slack is sent: within every limit, cut visibly, and nothing in it is markup or mentions."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View as ViewModel

from adapters.slack.form import OpenedAt, view
from adapters.slack.render import message
from bot.form import Choice, Form, Input
from bot.reply import Actions, Button, Card, Code, Fact, Facts, Table, Text
from tests.drawing.any_timeline import timelines
from tests.fakes.slack.rules import check_message, check_view
from tests.platforms.slack.cards import (
    BUTTONS,
    CHART,
    EVERYTHING,
    HUGE,
    PARAGRAPH,
    TIMELINE,
    huge,
)

MORE = "To see everything, ask in a terminal: rapport ask"


def accepted(drawn: dict[str, Any]) -> dict[str, Any]:
    """The message, once Slack's own models and the strict fake have looked at it."""
    for block in Block.parse_all(drawn["blocks"]):
        block.validate_json()
    check_message(drawn, lambda _picture: True)
    return drawn


def words(drawn: dict[str, Any]) -> str:
    return str(drawn["blocks"])


def test_every_kind_of_block_is_accepted() -> None:
    kinds = [block["type"] for block in accepted(message(EVERYTHING))["blocks"]]

    assert kinds == [
        "header",
        "section",
        "context",
        "section",
        "section",
        "context",
        "section",
        "section",
        "section",
        "section",
        "actions",
    ]


def test_a_picture_takes_the_place_of_the_curve_in_text() -> None:
    drawn = accepted(message(EVERYTHING, pictures=["F1"]))

    (image,) = (block for block in drawn["blocks"] if block["type"] == "image")
    assert image["slack_file"] == {"id": "F1"}
    assert image["alt_text"] == CHART.alt


def test_a_picture_takes_the_place_of_the_lanes_in_text() -> None:
    drawn = accepted(message(EVERYTHING, pictures=["F1", "F2"]))

    (_, image) = (block for block in drawn["blocks"] if block["type"] == "image")
    assert image["slack_file"] == {"id": "F2"}
    assert (image["alt_text"], image["title"]["text"]) == (TIMELINE.alt, TIMELINE.title)
    assert "├" not in words(drawn)


def test_without_a_picture_lanes_are_lines_that_fit_on_a_phone() -> None:
    (section,) = (block for block in message(EVERYTHING)["blocks"] if "├" in str(block))

    title, *lines = section["text"]["text"].splitlines()
    assert title == "*iot-hub: who is on call, two weeks*"
    assert lines[:2] == ["```SRE primary", "├Alice Nakamura───├Bob Castellano───"]
    assert lines[-1] == "═ cover   ░ nobody   Europe/Berlin```"
    assert max(len(line.strip("`")) for line in lines) <= 36


@pytest.mark.parametrize("name", HUGE)
def test_too_much_is_cut_visibly_and_can_still_be_acted_on(name: str) -> None:
    drawn = accepted(message(huge(name)))

    assert MORE in words(drawn)
    if name not in {"200 buttons in one row", "20 rows of buttons", "long labels"}:
        assert drawn["blocks"][-1]["elements"][0]["value"] == "why budget iot-hub"


def test_what_is_missing_is_counted() -> None:
    assert "… and about 86 more lines: too much" in words(message(huge("a 200-row table")))


def test_five_thousand_characters_are_shown_whole() -> None:
    drawn = accepted(message(Card("Long", blocks=(Text(PARAGRAPH), BUTTONS))))

    said = " ".join(block["text"]["text"] for block in drawn["blocks"][1:-1])
    assert len(PARAGRAPH) > 5_000
    assert said == PARAGRAPH


def test_nothing_is_said_to_be_missing_when_nothing_is() -> None:
    assert MORE not in words(message(EVERYTHING))


def test_a_headline_of_any_length_is_a_notification() -> None:
    short, long = message(Card("Done.")), message(Card("word " * 2_000, blocks=(BUTTONS,)))

    assert accepted(short) == {
        "text": "Done.",
        "blocks": [
            {"type": "section", "text": {"type": "plain_text", "text": "Done.", "emoji": False}}
        ],
    }
    assert len(accepted(long)["text"]) <= 4_000
    assert long["text"].endswith("…")


def test_stars_lines_and_signs_stay_what_they_are() -> None:
    text = message(EVERYTHING)["blocks"][4]["text"]["text"]

    assert text == ("*Objective*  99.95% of requests\n*\u200b_Burn\u200b_*  2 \u200b* 3 \u200b~ 6")


def test_a_fence_inside_code_does_not_end_it() -> None:
    drawn = message(Card("Code", blocks=(Code("a ``` b <c>"),)))

    text = drawn["blocks"][1]["text"]["text"]
    assert text.count("```") == 2
    assert "&lt;c&gt;" in text


def test_empty_words_make_no_empty_blocks() -> None:
    empty = (
        Text(""),
        Code(" "),
        Facts(()),
        Facts((Fact("", "value"), Fact("Label", ""))),
        Table(("A",), ()),
        Table(("A",), (("only",),)),
        Actions(()),
        Actions((Button("", "help"),)),
    )
    accepted(message(Card("Empty", blocks=empty)))


TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from("<>&*_~`:@#!| \n"), max_size=400)
BLOCKS = st.one_of(
    st.builds(Text, TEXTS),
    st.builds(Code, TEXTS),
    st.builds(Facts, st.lists(st.builds(Fact, TEXTS, TEXTS), max_size=30).map(tuple)),
    st.builds(
        Actions,
        st.lists(st.builds(Button, TEXTS, st.text("abc", min_size=1)), max_size=30).map(tuple),
    ),
    timelines(TEXTS),
    st.builds(
        Table,
        st.just(("A", "B")),
        st.lists(st.tuples(TEXTS, TEXTS), max_size=30).map(tuple),
    ),
)


@settings(deadline=None)
@given(headline=TEXTS.filter(str.strip), blocks=st.lists(BLOCKS, max_size=12).map(tuple))
def test_no_card_is_refused_and_none_mentions_anybody(
    headline: str, blocks: tuple[Any, ...]
) -> None:
    drawn = accepted(message(Card(headline, blocks=blocks)))

    assert "<" not in drawn["text"]
    for block in drawn["blocks"]:
        for each in (block.get("text"), *block.get("elements", [])):
            if each is not None and each["type"] != "button":
                assert "<" not in each["text"]


OPENED = OpenedAt(
    "why",
    "C1",
    thread=None,
    open_thread=None,
    direct=False,
    response_url="https://hooks.slack.com/x",
)


def asked(*inputs: Input, title: str = "Why", submit: str = "Ask") -> dict[str, Any]:
    drawn = view(Form("why", title, inputs, submit), OPENED)
    check_view(drawn, "modal", lambda _picture: True)
    ViewModel(**drawn).validate_json()
    return drawn


def test_a_form_with_much_in_it_is_accepted() -> None:
    drawn = asked(
        Input("a", "Label " * 500, "Hint " * 500, required=True, value="value " * 1_000),
        Input("b", "Label", "", required=False, choices=(Choice("choice " * 20, "b"),), value="b"),
        title="A title that is much too long",
        submit="A button that is much too long",
    )

    assert drawn["title"]["text"] == "A title that is much…"
    assert drawn["blocks"][1]["element"]["initial_option"]["value"] == "b"


@pytest.mark.parametrize(
    "choices",
    [tuple(Choice(f"c{n}", f"c{n}") for n in range(101)), (Choice("long", "v" * 151),)],
)
def test_more_choices_than_a_menu_takes_are_typed(choices: tuple[Choice, ...]) -> None:
    drawn = asked(Input("a", "Label", "", required=True, choices=choices))

    assert drawn["blocks"][0]["element"]["type"] == "plain_text_input"


def test_prose_has_room_for_several_lines() -> None:
    drawn = asked(
        Input("a", "Label", "", required=True, lines=True, value="One.\nTwo."),
        Input("b", "Label", "", required=True),
    )

    prose, line = (block["element"] for block in drawn["blocks"])
    assert (prose["multiline"], prose["initial_value"]) == (True, "One.\nTwo.")
    assert "multiline" not in line
