"""A card being filled: counts its bytes, and says what did not fit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from adapters.teams.elements import words
from adapters.teams.limits import BUTTONS_IN_A_SET, CARD_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.teams.elements import Element

Part: TypeAlias = "tuple[Element, int]"
"""A piece of an element, and how many characters there are to read in it."""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_LINE = 100
"""Characters of a line, roughly, when lines are counted for people."""
_COMMA = 2
_NOTE_BYTES, _BUTTON_BYTES = 1_000, 24_000


def size(element: object) -> int:
    """Bytes of a piece of JSON, in UTF-16 or in UTF-8, whichever takes more."""
    text = _JSON.encode(element)
    return max(len(text.encode("utf-16-le")), len(text.encode()))


class Sheet:
    """Elements, top to bottom. After the first thing that does not fit, only buttons follow.

    Room for buttons is kept, so that a long answer can still be acted on.
    """

    def __init__(self, *, around: object, buttons: Iterable[Part]) -> None:
        """Start a card.

        Args:
            around: What the card is certain to have besides.
            buttons: All that are to come.
        """
        self._body: list[Element] = []
        costs = (_button_cost(button) for button, _ in buttons)
        self._for_buttons = min(sum(costs), _BUTTON_BYTES)
        self._left = CARD_BYTES - size(around) - _NOTE_BYTES - self._for_buttons
        self._lines_left_out = 0
        self._cut_at: int | None = None

    def put(self, element: Element, *, characters: int) -> None:
        """One whole element, or nothing of it."""
        if self._takes(element):
            self._body.append(element)
        else:
            self._leave_out(characters)

    def fill(self, around: Element, held: list[Element], parts: Iterable[Part]) -> None:
        """One element of as many parts as fit.

        Args:
            around: The element.
            held: The list in it that takes the parts.
            parts: From the first on.
        """
        opened = self._takes(around)
        left_out = 0
        for part, characters in parts:
            if opened and not left_out and self._takes(part):
                held.append(part)
            else:
                left_out += max(1, characters)
        if opened and held:
            self._body.append(around)
        if left_out:
            self._leave_out(left_out)

    def put_buttons(self, buttons: Sequence[Part]) -> None:
        """Buttons, while there is room for buttons, in as many sets as they take."""
        kept: list[Element] = []
        for button, characters in buttons:
            cost = _button_cost(button)
            if cost > self._for_buttons:
                self._leave_out(characters)
                continue
            self._for_buttons -= cost
            kept.append(button)
        for start in range(0, len(kept), BUTTONS_IN_A_SET):
            self._body.append(_set_of(kept[start : start + BUTTONS_IN_A_SET]))

    def finished(self, *, last: Element | None = None) -> list[Element]:
        """All elements; where something is missing, that and how to see it.

        Args:
            last: A button for the end, counted among what is around.
        """
        if self._cut_at is not None:
            many = self._lines_left_out
            lines = "one more line" if many == 1 else f"about {many} more lines"
            note = (
                f"… and {lines}: too much for one Teams message. "
                "To see everything, ask in a terminal: rapport ask"
            )
            self._body.insert(self._cut_at, words(note, isSubtle=True))
        if last is not None:
            self._append(last)
        return self._body

    def _append(self, button: Element) -> None:
        row = self._body[-1]
        if row["type"] == "ActionSet" and len(row["actions"]) < BUTTONS_IN_A_SET:
            row["actions"].append(button)
        else:
            self._body.append(_set_of([button]))

    def _takes(self, element: Element) -> bool:
        cost = _cost(element)
        if self._lines_left_out or cost > self._left:
            return False
        self._left -= cost
        return True

    def _leave_out(self, characters: int) -> None:
        self._lines_left_out += max(1, round(characters / _LINE))
        if self._cut_at is None:
            self._cut_at = len(self._body)


def _cost(element: Element) -> int:
    return size(element) + _COMMA


def _button_cost(button: Element) -> int:
    """As much as if it stood alone."""
    return _cost(_set_of([button]))


def _set_of(buttons: list[Element]) -> Element:
    return {"type": "ActionSet", "actions": buttons}
