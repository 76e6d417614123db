"""Too much for one message: cut visibly, counted, and still to be acted on."""

import json
from dataclasses import replace
from typing import Any

import pytest

from adapters.teams.render import drawn
from bot.reply import Actions, Button, Card, Text
from tests.platforms.teams.card_schema import check_card, nodes
from tests.platforms.teams.cards import BUTTONS, CHART, EVERYTHING, HUGE, PARAGRAPH, huge

MORE = "To see everything, ask in a terminal: rapport ask"
OF_BUTTONS = {"200 buttons in one row", "100 rows of buttons", "long labels"}


def said(card: dict[str, Any]) -> list[str]:
    return [each["text"] for each in nodes(check_card(card)) if "text" in each]


@pytest.mark.parametrize("name", HUGE)
def test_too_much_is_cut_visibly_and_can_still_be_acted_on(name: str) -> None:
    card = drawn(replace(huge(name), again="budget"), back="budget")

    assert sum(MORE in each for each in said(card)) == 1
    presses = [each["data"]["say"] for each in card["body"][-1]["actions"]]
    assert presses[-1] == "budget"
    if name not in OF_BUTTONS:
        assert presses == ["why budget iot-hub", "share budget", "budget"]


@pytest.mark.parametrize("name", HUGE.keys() - OF_BUTTONS)
def test_what_fits_is_there(name: str) -> None:
    card = json.dumps(drawn(huge(name)), ensure_ascii=False)

    assert max(len(card.encode("utf-16-le")), len(card.encode())) > 60_000


def test_all_that_is_too_much_at_once_still_fits() -> None:
    blocks = tuple(block for name in HUGE for block in HUGE[name])

    card = drawn(Card("Huge", blocks=blocks, asks=True, again="s" * 255), back="b" * 255)
    assert sum(MORE in each for each in said(card)) == 1
    assert card["body"][-1]["actions"][-1]["title"] == "Back"


def test_what_is_missing_is_counted() -> None:
    (note,) = (each for each in said(drawn(huge("50,000 characters"))) if MORE in each)
    shown = sum(len(each) for each in said(drawn(huge("50,000 characters")))[1:-1]) - len(note)

    lines = int(note.removeprefix("… and about ").partition(" ")[0])
    assert abs(lines - (50_000 - shown) / 100) < 20


def test_one_line_too_much_is_said_to_be_one() -> None:
    cards = (drawn(Card("Charts", blocks=(CHART,) * many)) for many in range(60))
    notes = (each for card in cards for each in said(card) if MORE in each)

    assert next(notes).startswith("… and one more line: too much for one Teams message.")


def test_five_thousand_characters_are_shown_whole() -> None:
    card = drawn(Card("Long", blocks=(Text(PARAGRAPH), BUTTONS)))

    assert len(PARAGRAPH) > 5_000
    assert " ".join(said(card)[1:]) == PARAGRAPH


def test_a_headline_of_any_length_is_read_whole() -> None:
    headline = "word " * 700

    assert " ".join(said(drawn(Card(headline)))).split() == headline.split()


def test_nothing_is_said_to_be_missing_when_nothing_is() -> None:
    assert not any(MORE in each for each in said(drawn(EVERYTHING)))


def test_thirty_buttons_of_usual_length_are_all_there() -> None:
    thirty = tuple(Button(f"budget service-{n}", f"budget service-{n}") for n in range(30))
    card = drawn(
        Card("Thirty", blocks=(*HUGE["50,000 characters"], Actions(thirty)), again="budget")
    )

    rows = [each["actions"] for each in check_card(card)["body"] if "actions" in each]
    assert [press["data"]["say"] for row in rows for press in row] == [each.says for each in thirty]
