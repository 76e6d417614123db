"""Where the answer to a press appears: in place of the card, or in a dialog."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol

from adapters.teams.elements import attachment
from adapters.teams.form import OpenedAt, dialog, in_card
from adapters.teams.over_http import InvokeAnswer

if TYPE_CHECKING:
    from adapters.teams.inbound import Heard
    from adapters.teams.send import Message
    from bot.reply import Form

_CARD = "application/vnd.microsoft.card.adaptive"
_WORDS = "application/vnd.microsoft.activity.message"
_ERROR = "application/vnd.microsoft.error"
_NOT_OURS = "Rapport drew no such button."


class Surface(Protocol):
    """Puts what is said into the body that answers an invoke."""

    @property
    def passes(self) -> bool:
        """Whether it goes when it is closed, and what it says with it."""
        ...

    def card(self, message: Message) -> InvokeAnswer:
        """A card, before the eyes of whoever pressed."""
        ...

    def words(self, text: str) -> InvokeAnswer:
        """A sentence or two."""
        ...

    def form(self, form: Form, heard: Heard) -> InvokeAnswer:
        """Something to fill in."""
        ...

    def nothing(self) -> InvokeAnswer:
        """All is said already, or is said elsewhere."""
        ...

    def malformed(self) -> InvokeAnswer:
        """What was pressed is none of ours."""
        ...

    def stays(self, message: Message) -> InvokeAnswer:
        """A card that stands in the conversation from now on."""
        ...


class InCard:
    """The pressed card's own place, for whoever pressed."""

    passes = False

    def card(self, message: Message) -> InvokeAnswer:
        """Replace the pressed card."""
        return _action(HTTPStatus.OK, _CARD, message.card)

    def words(self, text: str) -> InvokeAnswer:
        """Show a sentence beside the card, which stays."""
        return _action(HTTPStatus.OK, _WORDS, text)

    def form(self, form: Form, heard: Heard) -> InvokeAnswer:  # noqa: ARG002 - a dialog remembers where it was opened
        """Replace the card by inputs: no dialog opens from here."""
        return _action(HTTPStatus.OK, _CARD, in_card(form))

    def nothing(self) -> InvokeAnswer:
        """Leave the card as it is."""
        return _action(HTTPStatus.OK, _WORDS, "")

    def malformed(self) -> InvokeAnswer:
        """Say so in the protocol's own words."""
        problem = {"code": "BadRequest", "message": _NOT_OURS}
        return _action(HTTPStatus.BAD_REQUEST, _ERROR, problem)

    def stays(self, message: Message) -> InvokeAnswer:
        """Show at once what the pressed card becomes."""
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
        opened = OpenedAt(self._opened_on, heard.back, asks=heard.asked)
        return InvokeAnswer(HTTPStatus.OK, dialog(form, opened))

    def nothing(self) -> InvokeAnswer:
        """Close."""
        return InvokeAnswer(HTTPStatus.OK)

    def malformed(self) -> InvokeAnswer:
        """Teams shows that something went wrong."""
        return InvokeAnswer(HTTPStatus.BAD_REQUEST)

    def stays(self, message: Message) -> InvokeAnswer:  # noqa: ARG002 - the conversation shows it
        """Close, and let the conversation be seen."""
        return self.nothing()


def _action(status: HTTPStatus, kind: str, value: object) -> InvokeAnswer:
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
