"""Buttons on cards: what they say, what they remember, and how many stand in a row."""

from typing import Any

from adapters.teams.render import drawn
from bot.reply import Actions, Button, Card, Text
from tests.platforms.teams.card_schema import check_card

HELP = Actions((Button("Help", "help"),))


def body(card: Card, *, back: str | None = None) -> list[dict[str, Any]]:
    """What is drawn, once it has been found to be a card."""
    elements: list[dict[str, Any]] = check_card(drawn(card, back=back))["body"]
    return elements


def presses(elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for row in elements if row["type"] == "ActionSet" for each in row["actions"]]


def test_a_button_says_what_could_be_typed_also_in_clients_that_only_submit() -> None:
    (press,) = presses(body(Card("Hi", blocks=(HELP,))))

    assert press == {
        "type": "Action.Execute",
        "title": "Help",
        "verb": "say",
        "data": {"say": "help"},
        "fallback": {"type": "Action.Submit", "title": "Help", "data": {"say": "help"}},
    }


def test_a_button_remembers_what_its_card_answers_and_whether_it_waits() -> None:
    (press,) = presses(body(Card("Hi", blocks=(HELP,), asks=True, again="hello")))

    assert press["data"] == {"say": "help", "from": "hello", "asks": True}


def test_what_no_button_could_say_is_not_remembered() -> None:
    drawing = body(Card("Hi", blocks=(HELP,), again="h" * 256), back="h" * 256)

    assert [press["data"] for press in presses(drawing)] == [{"say": "help"}]


def test_the_way_back_stands_among_the_last_buttons() -> None:
    card = Card("Why", blocks=(HELP, Text("Because."), HELP), again="why budget")

    *_, last = body(card, back="budget")
    assert [press["title"] for press in last["actions"]] == ["Help", "Back"]
    assert last["actions"][1]["data"] == {"say": "budget"}


def test_the_way_back_is_there_without_other_buttons() -> None:
    (back,) = presses(body(Card("Why"), back="budget"))

    assert back["data"] == {"say": "budget"}


def test_the_way_back_does_not_crowd_a_full_row() -> None:
    six = Actions(tuple(Button(f"{n}", f"budget {n}") for n in range(6)))

    rows = [row for row in body(Card("Six", blocks=(six,)), back="budget") if "actions" in row]
    assert [len(row["actions"]) for row in rows] == [6, 1]


def test_more_buttons_than_teams_shows_in_a_row_go_on_in_the_next() -> None:
    many = Actions(tuple(Button(f"{n}", f"budget {n}") for n in range(14)))

    rows = [row for row in body(Card("Many", blocks=(many,))) if "actions" in row]
    assert [len(row["actions"]) for row in rows] == [6, 6, 2]
    assert [press["title"] for press in presses(rows)] == [f"{n}" for n in range(14)]


def test_a_button_that_opens_a_form_says_so_beforehand() -> None:
    fill_in = Actions((Button("Fill in", "form why", opens_form=True),))

    (press,) = presses(body(Card("What?", blocks=(fill_in,), asks=True, again="why")))
    assert press == {
        "type": "Action.Submit",
        "title": "Fill in",
        "data": {
            "msteams": {"type": "task/fetch"},
            "say": "form why",
            "from": "why",
            "asks": True,
        },
    }
