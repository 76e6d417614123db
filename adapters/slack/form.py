"""Forms as modals: opened with what is known, read when they come back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from adapters.slack.limits import (
    CHOICE_TEXT,
    CHOICE_VALUE,
    CHOICES,
    INPUT_TEXT,
    MODAL_WORDS,
    PLACEHOLDER,
    SECTION_TEXT,
    TYPED_TEXT,
)
from adapters.slack.text import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.form import Choice, Form, Input

CALLBACK = "form"


@dataclass(frozen=True, slots=True)
class OpenedAt:
    """What a modal remembers of where it was opened; Slack keeps it and shows it to nobody.

    Attributes:
        verb: The command that is being filled in.
        channel: Where the answer goes.
        thread: The thread there, if any; a public answer may open it.
        open_thread: The same, if it had replies already.
        direct: Whether that is a conversation with one person.
        response_url: Where Slack takes answers for half an hour, even in channels without us.
        window: Whether the answer takes the form's place, because it was opened from a view.
        link: Where the message can be read on which it was opened, unless one person alone sees it.
    """

    verb: str
    channel: str
    thread: str | None
    open_thread: str | None
    direct: bool
    response_url: str | None
    window: bool = False
    link: str | None = None


def view(form: Form, opened: OpenedAt) -> dict[str, Any]:
    """Draw a form as a modal."""
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps(asdict(opened)),
        "title": _plain(form.title, MODAL_WORDS),
        "submit": _plain(form.submit, MODAL_WORDS),
        "close": _plain("Cancel", MODAL_WORDS),
        "blocks": [*_problem(form), *(_input(each) for each in form.inputs)],
    }


def once_more(form: Form, submitted: Mapping[str, Any]) -> dict[str, Any]:
    """What takes the place of a view that was submitted: the same to be mended, or another."""
    return view(form, replace(opened_at(submitted), verb=form.verb))


def opened_at(submitted: Mapping[str, Any]) -> OpenedAt:
    """Where a submitted view was opened."""
    return OpenedAt(**json.loads(submitted["private_metadata"]))


def fields_of(submitted: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by the input's name; empty for what was left out."""
    values = submitted["state"]["values"]
    return {name: _said(block[name]) for name, block in values.items()}


def _said(state: Mapping[str, Any]) -> str:
    chosen = state.get("selected_option") or {}
    return str(state.get("value") or chosen.get("value") or "")


def _problem(form: Form) -> Iterator[dict[str, Any]]:
    """What is wrong with what was sent, above it; Slack keeps what stands in the inputs."""
    for sentence in form.problem:
        yield {"type": "section", "text": _plain(sentence, SECTION_TEXT)}


def _input(each: Input) -> dict[str, Any]:
    block: dict[str, Any] = {
        "type": "input",
        "block_id": each.name,
        "optional": not each.required,
        "label": _plain(each.label, INPUT_TEXT),
        "element": _menu(each) if _fits_a_menu(each.choices) else _typed(each),
    }
    if each.hint:
        block["hint"] = _plain(each.hint, INPUT_TEXT)
    return block


def _fits_a_menu(choices: tuple[Choice, ...]) -> bool:
    """A menu that leaves choices out would hide them: those are typed instead, and suggested."""
    return 0 < len(choices) <= CHOICES and all(len(c.value) <= CHOICE_VALUE for c in choices)


def _menu(each: Input) -> dict[str, Any]:
    options = {choice.value: _option(choice) for choice in each.choices}
    element: dict[str, Any] = {
        "type": "static_select",
        "action_id": each.name,
        "options": list(options.values()),
    }
    if each.otherwise:
        element["placeholder"] = _plain(each.otherwise, PLACEHOLDER)
    if each.value in options:
        element["initial_option"] = options[each.value]
    return element


def _option(choice: Choice) -> dict[str, Any]:
    return {"text": _plain(choice.label, CHOICE_TEXT), "value": choice.value}


def _typed(each: Input) -> dict[str, Any]:
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": each.name,
        "max_length": TYPED_TEXT,
    }
    if each.lines:
        element["multiline"] = True
    if each.value:
        element["initial_value"] = each.value[:TYPED_TEXT]
    return element


def _plain(text: str, most: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": cut(text, most), "emoji": False}
