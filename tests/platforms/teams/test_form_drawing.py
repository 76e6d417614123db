"""Forms as dialogs and in cards: what they ask, what they remember, and what comes back."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.form import dialog, fields_of, in_card
from bot.form import Choice, Form, Input
from tests.platforms.teams.card_schema import check_card, check_dialog
from tests.platforms.teams.cards import TEXTS

ANSWER = Input(
    "answer",
    "Answer",
    "Which answer to explain",
    required=True,
    choices=(Choice("budget", "budget"), Choice("On call", "oncall")),
    value="budget",
)
ABOUT = Input("about", "About", "What it is about", required=False)
WHY = Form("why", "Why", (ANSWER, ABOUT))
HERE = "1700000000000"


def asked(*inputs: Input) -> list[dict[str, Any]]:
    """The inputs of a dialog, once it has been found to be one."""
    card = check_dialog(dialog(Form("why", "Why", inputs), instead_of=HERE))
    body: list[dict[str, Any]] = card["body"]
    return body


def test_a_dialog_asks_under_the_forms_title() -> None:
    opened = dialog(WHY, instead_of=HERE)["task"]

    assert opened["type"] == "continue"
    assert opened["value"]["title"] == "Why"
    (ask,) = check_dialog({"task": opened})["actions"]
    assert (ask["type"], ask["title"]) == ("Action.Submit", "Ask")


def test_a_menu_offers_its_choices_and_a_hint_that_its_value_does_not_cover() -> None:
    menu, hint = asked(ANSWER)

    assert menu == {
        "type": "Input.ChoiceSet",
        "id": "field.answer",
        "label": "Answer",
        "style": "compact",
        "choices": [
            {"title": "budget", "value": "budget"},
            {"title": "On call", "value": "oncall"},
        ],
        "value": "budget",
        "isRequired": True,
        "errorMessage": "This is needed.",
    }
    assert hint["text"] == "Which answer to explain"


def test_a_line_to_type_in_has_its_hint_inside() -> None:
    assert asked(ABOUT) == [
        {
            "type": "Input.Text",
            "id": "field.about",
            "label": "About",
            "maxLength": 3_000,
            "placeholder": "What it is about",
        }
    ]


def test_prose_has_room_for_several_lines() -> None:
    prose, line = asked(
        Input("why", "Why", "", required=False, lines=True, value="One.\nTwo."),
        Input("who", "Who", "", required=False),
    )

    assert (prose["isMultiline"], prose["value"]) == (True, "One.\nTwo.")
    assert "isMultiline" not in line


def test_a_long_menu_is_searched_by_typing() -> None:
    choices = tuple(Choice(f"service {n}", f"s{n}") for n in range(11))

    (menu,) = asked(Input("service", "Service", "", required=False, choices=choices, value="no"))
    assert menu["style"] == "filtered"
    assert "value" not in menu


def test_more_choices_than_a_card_has_room_for_are_typed() -> None:
    choices = tuple(Choice(f"service {n} " * 10, f"s{n}") for n in range(500))

    (typed,) = asked(Input("service", "Service", "", required=True, choices=choices))
    assert typed["type"] == "Input.Text"


def test_without_dialogs_the_form_is_a_card() -> None:
    card = check_card(in_card(WHY))

    assert [each["type"] for each in card["body"]] == [
        "TextBlock",
        "Input.ChoiceSet",
        "TextBlock",
        "Input.Text",
    ]
    (ask,) = card["actions"]
    assert (ask["verb"], ask["data"], ask["title"]) == ("form", {"form": "why"}, "Ask")


def test_what_was_filled_in_comes_back_by_its_name() -> None:
    data = {"form": "why", "field.answer": "budget", "field.about": "", "at": "7", "other": "x"}

    assert fields_of(data) == {"answer": "budget", "about": ""}


def test_what_a_client_makes_up_is_no_field() -> None:
    assert fields_of({"field.a": 1, "field.b": None, "field.c": ["x"], "field.d": {}}) == {}
    assert len(fields_of({"field.a": "x" * 10_000})["a"]) == 3_000


def test_a_dialog_remembers_the_card_that_waits_for_its_answer() -> None:
    (ask,) = check_dialog(dialog(WHY, instead_of=HERE))["actions"]
    (alone,) = check_dialog(dialog(WHY, instead_of=None))["actions"]

    assert ask["data"] == {"form": "why", "at": HERE}
    assert alone["data"] == {"form": "why"}


TYPED = st.builds(
    Input,
    name=st.uuids().map(str),
    label=TEXTS.filter(str.strip),
    hint=TEXTS,
    required=st.booleans(),
    choices=st.lists(
        st.builds(Choice, TEXTS.filter(str.strip), st.text("abc", min_size=1)), max_size=15
    ).map(tuple),
    value=TEXTS,
)
FORMS = st.builds(
    Form,
    verb=st.just("why"),
    title=TEXTS.filter(str.strip),
    inputs=st.lists(TYPED, min_size=1, max_size=6).map(tuple),
    submit=st.just("Ask"),
)


@given(form=FORMS)
def test_any_form_is_drawn_both_ways(form: Form) -> None:
    check_card(in_card(form))
    check_dialog(dialog(form, instead_of=None))
