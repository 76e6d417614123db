"""The checker refuses what Teams would: each way to spoil a card that is right."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from adapters.teams.form import dialog, in_card
from adapters.teams.render import drawn
from bot.form import Form, Input
from tests.platforms.teams.card_schema import check_card, check_dialog, nodes
from tests.platforms.teams.cards import EVERYTHING

Spoil = Callable[[dict[str, Any]], object]
FORM = Form("why", "Why", (Input("about", "About", "", required=True),))


def the(card: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(each for each in nodes(card) if each.get("type") == kind)


SPOILED: dict[str, Spoil] = {
    "a newer version": lambda card: card.update(version="1.6"),
    "no body": lambda card: card.update(body=[]),
    "no words for old clients": lambda card: card.pop("fallbackText"),
    "an unknown property": lambda card: card["body"][1].update(colour="red"),
    "an unknown type": lambda card: card["body"].append({"type": "ProgressBar", "value": 1}),
    "a property of another type": lambda card: the(card, "TextBlock").update(inlines=[]),
    "text that does not wrap": lambda card: the(card, "TextBlock").update(wrap=False),
    "nothing to read": lambda card: the(card, "TextBlock").update(text=" "),
    "somebody mentioned": lambda card: the(card, "TextRun").update(text="<at>Bob</at>"),
    "half a character": lambda card: the(card, "TextRun").update(text="\ud83d"),
    "an unknown colour": lambda card: the(card, "Container").update(style="red"),
    "no fact": lambda card: the(card, "FactSet").update(facts=[]),
    "a row too short": lambda card: the(card, "TableRow")["cells"].pop(),
    "a chart that old clients cannot show": lambda card: the(card, "Chart.Line").pop("fallback"),
    "dates among other words": lambda card: point(card).update(x="Monday"),
    "dates in disorder": lambda card: point(card).update(x="2036-10-12"),
    "a point off the scale": lambda card: point(card).update(y=101),
    "a needle off the scale": lambda card: the(card, "Chart.Gauge").update(value=101),
    "segments off the scale": lambda card: the(card, "Chart.Gauge")["segments"].pop(),
    "seven buttons": lambda card: the(card, "ActionSet").update(
        actions=the(card, "ActionSet")["actions"][:1] * 7
    ),
    "a button without a fallback": lambda card: the(card, "Action.Execute").pop("fallback"),
    "another fallback": lambda card: the(card, "Action.Submit")["data"].update(say="help"),
    "a button without words": lambda card: the(card, "Action.Execute").update(title=""),
    "too many bytes": lambda card: the(card, "TextRun").update(text="x" * 40_000),
    "too many bytes of wide letters": lambda card: the(card, "TextRun").update(text="漢" * 27_000),
}
SPOILED_FORMS: dict[str, Spoil] = {
    "an id twice": lambda card: card["body"].append(the(card, "Input.Text")),
    "no label": lambda card: the(card, "Input.Text").pop("label"),
    "no word on what is missing": lambda card: the(card, "Input.Text").pop("errorMessage"),
}


def point(card: dict[str, Any]) -> dict[str, Any]:
    first: dict[str, Any] = the(card, "Chart.Line")["data"][0]["values"][0]
    return first


@pytest.mark.parametrize("how", SPOILED)
def test_a_spoiled_card_is_refused(how: str) -> None:
    card = copy.deepcopy(check_card(drawn(EVERYTHING)))
    SPOILED[how](card)

    with pytest.raises((ValueError, AssertionError)):
        check_card(card)


@pytest.mark.parametrize("how", SPOILED_FORMS)
def test_a_spoiled_form_is_refused(how: str) -> None:
    card = check_card(in_card(FORM))
    SPOILED_FORMS[how](card)

    with pytest.raises((ValueError, AssertionError)):
        check_card(card)


def test_a_dialog_with_a_long_title_is_refused() -> None:
    opened = dialog(FORM, instead_of=None)
    opened["task"]["value"]["title"] = "w" * 65

    with pytest.raises(ValueError, match="at most 64"):
        check_dialog(opened)


def test_a_dialog_that_executes_is_refused() -> None:
    opened = dialog(FORM, instead_of=None)
    check_dialog(opened)
    opened["task"]["value"]["card"]["content"] = in_card(FORM)

    with pytest.raises(AssertionError):
        check_dialog(opened)
