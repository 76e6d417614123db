"""Where the answer to a press appears: in place of the card, or in a dialog."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from adapters.teams.elements import ADAPTIVE, attachment
from adapters.teams.form import dialog, in_card
from adapters.teams.over_http import InvokeAnswer

if TYPE_CHECKING:
    from adapters.teams.inbound import Heard
    from adapters.teams.send import Message
    from bot.form import Form

_WORDS = "application/vnd.microsoft.activity.message"


class InCard:
    """The pressed card's own place, for whoever pressed."""

    passes = False
    """Whether it closes, and what it shows goes with it."""

    def card(self, message: Message) -> InvokeAnswer:
        """Replace the pressed card."""
        return _action(ADAPTIVE, message.card)

    def words(self, text: str) -> InvokeAnswer:
        """Show a sentence beside the card, which stays."""
        return _action(_WORDS, text)

    def form(self, form: Form, heard: Heard) -> InvokeAnswer:
        """Replace the card by inputs: no dialog opens from here."""
        return _action(ADAPTIVE, in_card(form, alone=heard.request.link is None))

    def stays(self, message: Message) -> InvokeAnswer:
        """Show at once what stands in the conversation from now on."""
        return self.card(message)


class InDialog:
    """A dialog over the conversation.

    Args:
        opened_on: The message on which it was opened.
    """

    passes = True

    def __init__(self, opened_on: str | None) -> None:
        self._opened_on = opened_on

    def card(self, message: Message) -> InvokeAnswer:
        """Show the card in the dialog, which stays open."""
        value = {
            "title": "Rapport",
            "height": "large",
            "width": "large",
            "card": attachment(_submitting(dict(message.card))),
        }
        return InvokeAnswer(HTTPStatus.OK, {"task": {"type": "continue", "value": value}})

    def words(self, text: str) -> InvokeAnswer:
        """Show a sentence and a button that closes."""
        return InvokeAnswer(HTTPStatus.OK, {"task": {"type": "message", "value": text}})

    def form(self, form: Form, heard: Heard) -> InvokeAnswer:
        """Show what is to be filled in."""
        asking = self._opened_on if heard.asked else None
        alone = heard.request.link is None
        return InvokeAnswer(HTTPStatus.OK, dialog(form, instead_of=asking, alone=alone))

    def stays(self, message: Message) -> InvokeAnswer:  # noqa: ARG002 - the conversation shows it
        """Close, and let the conversation be seen."""
        return InvokeAnswer(HTTPStatus.OK)


def _action(kind: str, value: object) -> InvokeAnswer:
    status = HTTPStatus.OK
    return InvokeAnswer(status, {"statusCode": int(status), "type": kind, "value": value})


def _submitting(node: Any) -> Any:  # noqa: ANN401 - JSON of any kind
    """The same card for a dialog, which hears of ``Action.Submit`` alone and opens no other."""
    if isinstance(node, list):
        return [_submitting(each) for each in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") == "Action.Execute":
        return _submitting(node["fallback"])
    if node.get("type") == "Action.Submit":
        return {**node, "data": {k: v for k, v in node["data"].items() if k != "msteams"}}
    return {key: _submitting(value) for key, value in node.items()}
