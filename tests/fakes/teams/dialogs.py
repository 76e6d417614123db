"""Dialogs, which Teams also calls task modules: opened by a button, filled in, submitted.

https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.teams.cards import ADAPTIVE, buttons, check
from tests.fakes.teams.delivery import Delivery, activity, deliver
from tests.fakes.teams.errors import Payload, RefusalError, RefusedByClientError
from tests.fakes.teams.pressing import filled, submitting
from tests.fakes.teams.world import Message, Person

if TYPE_CHECKING:
    from tests.fakes.teams.server import FakeTeams


@dataclass
class Dialog:
    """What a dialog shows after a request: a card, or a message, or nothing because it closed."""

    person: Person
    message: Message
    delivery: Delivery
    title: str = ""
    card: Payload | None = None
    said: str = ""

    @property
    def is_open(self) -> bool:
        return self.card is not None


async def fetch(teams: "FakeTeams", person: Person, message: Message, label: str) -> Dialog:
    """Press a button that opens a dialog."""
    action = submitting(person, message, label)
    data = action.get("data", {})
    if data.get("msteams", {}).get("type") != "task/fetch":
        raise RefusedByClientError(f"{label!r} opens no dialog")
    return await _invoke(teams, person, message, "task/fetch", data)


async def submit_task(
    teams: "FakeTeams", dialog: Dialog, values: dict[str, str], *, label: str | None
) -> Dialog:
    """Fill a dialog in, and press its button."""
    card = dialog.card
    if card is None:
        raise RefusedByClientError("the dialog is closed")
    found = [each for each in buttons(card) if label in {None, each.get("title")}]
    if not found or found[0]["type"] != "Action.Submit":
        raise RefusedByClientError("a dialog is submitted by an Action.Submit")
    data = filled(card, found[0], values)
    return await _invoke(teams, dialog.person, dialog.message, "task/submit", data)


async def _invoke(
    teams: "FakeTeams", person: Person, message: Message, name: str, data: Payload
) -> Dialog:
    sent = activity(
        teams,
        "invoke",
        person,
        message.conversation,
        thread=message.root,
        name=name,
        replyToId=message.id,
        value={"data": data, "context": {"theme": "default"}},
    )
    delivery = await deliver(teams, sent)
    dialog = Dialog(person, message, delivery)
    if delivery.status != 200:
        teams.complaints.append(f"Unable to reach app: {delivery.status}")
        return dialog
    match delivery.json:
        case empty if not empty:
            pass
        case {"task": {"type": "message", "value": str(said)}}:
            dialog.said = said
        case {"task": {"type": "continue", "value": {"card": dict(attachment), **more}}}:
            dialog.title = str(more.get("title", ""))
            dialog.card = _card(teams, attachment)
        case other:
            teams.complaints.append(f"Something went wrong: {other}")
    return dialog


def _card(teams: "FakeTeams", attachment: Payload) -> Payload | None:
    if attachment.get("contentType") != ADAPTIVE:
        teams.complaints.append(f"no card: {attachment.get('contentType')}")
        return None
    try:
        return check(attachment.get("content"))
    except RefusalError as refusal:
        teams.complaints.append(f"a dialog's card: {refusal}")
        return None
