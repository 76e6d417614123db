"""Buttons: each says what somebody could type, and remembers what its card answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.teams.limits import BUTTON_TEXT
from adapters.teams.text import one_line, sound
from bot.reply import BUTTON_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.teams.elements import Element
    from bot.reply import Button

SAY, FORM = "say", "form"
"""The verbs of our actions: words that are said, and a form that was filled in."""
ALONE = {"alone": True}
"""What actions carry that one person alone sees."""


def press(
    button: Button, *, again: str | None = None, asks: bool = False, alone: bool = False
) -> Element:
    """A button. Where one opens a form, Teams has to know before it is pressed.

    Args:
        button: What stands on it and what it says.
        again: How one gets its card again, if that is known.
        asks: Whether the answer takes the card's place.
        alone: Whether one person alone sees the card: Teams does not tell when it is pressed.
    """
    title = button.label.strip() or button.says
    data: dict[str, Any] = {"say": sound(button.says)}
    # Longer words are no button's, so nobody could come back to them by pressing one.
    if again and len(again) <= BUTTON_WORDS:
        data["from"] = sound(again)
    if asks:
        data["asks"] = True
    if alone:
        data |= ALONE
    if button.opens_form:
        return submit(title, {"msteams": {"type": "task/fetch"}, **data})
    return execute(title, verb=SAY, data=data)


def execute(title: str, *, verb: str, data: Mapping[str, Any]) -> Element:
    """An action whose answer replaces the card; clients that cannot do that send a message."""
    return {
        "type": "Action.Execute",
        "title": one_line(title, BUTTON_TEXT),
        "verb": verb,
        "data": dict(data),
        "fallback": submit(title, data),
    }


def submit(title: str, data: Mapping[str, Any]) -> Element:
    """An action that sends its data."""
    return {"type": "Action.Submit", "title": one_line(title, BUTTON_TEXT), "data": dict(data)}
