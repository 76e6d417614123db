"""Home and windows within Slack's limits, whatever a card holds."""

from typing import Any

import pytest
from slack_sdk.models.views import View as ViewModel

from adapters.slack.window import Kept, home, kept_of, modal
from bot.reply import Actions, Button, Card, Text
from tests.fakes.slack.rules import check_view
from tests.platforms.slack.cards import EVERYTHING, HUGE, huge

HOW = "Ask me with /sre or @sre in a channel, or in plain words under Messages."
KEPT = Kept("DALICE", at=1_700_000_000)
ROOMIER = {"60 paragraphs", "60 charts"}
"""Too much for a message, and not for a view."""
MORE = "too much for one Slack window. To see everything, ask in a terminal: rapport ask"


def accepted(view: dict[str, Any]) -> dict[str, Any]:
    """The view, once Slack's own models and the strict fake have looked at it."""
    ViewModel(**view).validate_json()
    check_view(view, view["type"], lambda _picture: True)
    return view


def both(card: Card) -> list[dict[str, Any]]:
    return [accepted(modal(card, KEPT)), accepted(home(card, KEPT, name="sre"))]


def test_every_kind_of_block_has_its_place_in_a_view() -> None:
    window, tab = both(EVERYTHING)

    assert window["title"]["text"] == "Rapport"
    assert tab["blocks"][: len(window["blocks"])] == window["blocks"]
    assert MORE not in str(window)


@pytest.mark.parametrize("name", sorted(set(HUGE) - ROOMIER))
def test_too_much_is_cut_visibly(name: str) -> None:
    for view in both(huge(name)):
        assert MORE in str(view["blocks"])


@pytest.mark.parametrize("name", sorted(ROOMIER))
def test_a_view_takes_more_blocks_than_a_message(name: str) -> None:
    for view in both(huge(name)):
        assert MORE not in str(view["blocks"])


def test_how_to_ask_stands_at_the_foot_however_much_there_is() -> None:
    _, tab = both(huge("a 200-row table"))
    _, short = both(Card("Short."))

    for each in (tab, short):
        assert each["blocks"][-1]["elements"][0]["text"] == HOW
        assert each["blocks"][-2]["elements"][0]["value"] == "help"


def test_a_view_full_of_signs_and_of_buttons_that_say_much_is_not_too_large() -> None:
    row = Actions((Button("\N{PERSON FROWNING}" * 15, "x" * 255),) * 25)

    for view in both(Card("Signs.", blocks=(Text("\N{PERSON FROWNING}" * 20_000), *(row,) * 6))):
        assert MORE in str(view["blocks"])


def test_a_view_remembers() -> None:
    for view in both(EVERYTHING):
        assert kept_of(view) == KEPT
