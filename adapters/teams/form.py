"""Forms: a dialog where Teams can open one, else inputs in a card; and back to words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.teams.buttons import ALONE, FORM, execute, submit
from adapters.teams.elements import attachment, frame, heading, words
from adapters.teams.limits import CHOICES_BYTES, CHOICES_TO_READ, DIALOG_TITLE, TYPED_TEXT
from adapters.teams.size import size
from adapters.teams.text import one_line, sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from adapters.teams.elements import Element
    from bot.form import Form, Input

_FIELD = "field."
_FRAME_HEIGHT, _INPUT_HEIGHT, _HIGHEST = 150, 90, 600


def dialog(form: Form, *, instead_of: str | None, alone: bool = False) -> Element:
    """What answers a press that opens a form: a dialog over the conversation.

    Args:
        form: What is to be filled in.
        instead_of: The message whose place the answer may take. It comes back through the client
            of whoever fills in the form, and so it is believed in their own chat alone.
        alone: Whether one person alone sees what it was opened on.
    """
    card = frame(one_line(form.title), wide=False)
    data = _data(form, alone=alone) | ({"at": instead_of} if instead_of else {})
    card["body"] = [*_problem(form), *_inputs(form)]
    card["actions"] = [submit(form.submit, data)]
    value = {
        "title": one_line(form.title, DIALOG_TITLE),
        "height": min(_FRAME_HEIGHT + _INPUT_HEIGHT * len(form.inputs), _HIGHEST),
        "width": "medium",
        "card": attachment(card),
    }
    return {"task": {"type": "continue", "value": value}}


def in_card(form: Form, *, alone: bool = False) -> Element:
    """The form as a card, where no dialog can open over the conversation.

    Args:
        form: What is to be filled in.
        alone: Whether one person alone sees it, and saw what it was opened on.
    """
    card = frame(one_line(form.title), wide=False)
    send = execute(form.submit, verb=FORM, data=_data(form, alone=alone))
    card["body"] = [heading(form.title), *_problem(form), *_inputs(form)]
    card["actions"] = [send]
    return card


def fields_of(data: Mapping[str, object]) -> dict[str, str]:
    """What was filled in, by the input's name; empty for what was left out."""
    return {
        key.removeprefix(_FIELD): value[:TYPED_TEXT]
        for key, value in data.items()
        if key.startswith(_FIELD) and isinstance(value, str)
    }


def _data(form: Form, *, alone: bool) -> dict[str, Any]:
    return {"form": form.verb} | (ALONE if alone else {})


def _problem(form: Form) -> Iterator[Element]:
    """What is wrong with what was sent, above it."""
    for sentence in form.problem:
        yield words(sentence, color="Attention")


def _inputs(form: Form) -> Iterator[Element]:
    room = CHOICES_BYTES // max(len(form.inputs), 1)
    for each in form.inputs:
        drawn = _menu(each) if _fits(each, room) else _typed(each)
        if each.required:
            drawn["isRequired"] = True
            # Some clients read Markdown in it: so it is without anybody's words.
            drawn["errorMessage"] = "This is needed."
        if "value" not in drawn and (shown := each.otherwise or each.hint):
            drawn["placeholder"] = one_line(shown)
        yield drawn
        if each.hint and drawn.get("placeholder") != one_line(each.hint):
            # What is filled in already, or holds otherwise, covers a placeholder.
            yield words(each.hint, isSubtle=True, size="Small", spacing="Small")


def _fits(each: Input, room: int) -> bool:
    """A menu that leaves choices out would hide them: those are typed instead, and suggested."""
    return bool(each.choices) and size(_menu(each)) <= room


def _menu(each: Input) -> Element:
    values = {choice.value: one_line(choice.label) for choice in each.choices}
    menu: Element = {
        "type": "Input.ChoiceSet",
        "id": _FIELD + each.name,
        "label": one_line(each.label),
        "style": "compact" if len(values) <= CHOICES_TO_READ else "filtered",
        "choices": [{"title": title, "value": value} for value, title in values.items()],
    }
    if each.value in values:
        menu["value"] = each.value
    return menu


def _typed(each: Input) -> Element:
    typed: Element = {
        "type": "Input.Text",
        "id": _FIELD + each.name,
        "label": one_line(each.label),
        "maxLength": TYPED_TEXT,
    }
    if each.lines:
        typed["isMultiline"] = True
    if each.value:
        typed["value"] = sound(each.value[:TYPED_TEXT])
    return typed
