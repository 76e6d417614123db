"""Messages of the bot's: new ones, changed ones, and those taken back."""

from typing import TYPE_CHECKING

from tests.fakes.teams.errors import Payload, RefusalError
from tests.fakes.teams.world import Conversation, Message, Person

if TYPE_CHECKING:
    from tests.fakes.teams.server import FakeTeams


def post(
    teams: "FakeTeams",
    conversation: Conversation,
    under: str | None,
    activity: Payload,
    card: Payload | None,
    *,
    to: Person | None = None,
) -> str:
    """Show a message; in a channel it hangs under another or starts a thread of its own."""
    if under is not None and teams.world.find(conversation, under) is None:
        raise RefusalError(404, "ActivityNotFoundInConversation", "There is nothing to answer.")
    message = Message(
        conversation,
        teams.world.message_id(),
        text=activity.get("text") or "",
        card=card,
        thread=_root(teams, conversation, under),
        targeted_to=to,
        summary=activity.get("summary") or "",
        activity=activity,
    )
    if activity["type"] == "message":
        teams.world.messages.append(message)
    return message.id


def _root(teams: "FakeTeams", conversation: Conversation, under: str | None) -> str | None:
    """Threads are one deep, and only in channels."""
    found = teams.world.find(conversation, under) if under else None
    return found.root if found is not None else None


def put(
    teams: "FakeTeams",
    conversation: Conversation,
    message_id: str,
    activity: Payload,
    card: Payload | None,
    *,
    targeted: bool,
) -> None:
    """Change a message, before everyone's eyes. Its visibility stays."""
    if targeted and "recipient" in activity:
        raise RefusalError(400, "BadArgument", "The recipient of a targeted message cannot change.")
    message = _ours(teams, conversation, message_id, targeted=targeted)
    message.text, message.card = activity.get("text") or "", card
    message.summary, message.activity = activity.get("summary") or "", activity
    message.cards.clear()
    message.edits += 1


def withdraw(
    teams: "FakeTeams", conversation: Conversation, message_id: str, *, targeted: bool
) -> None:
    """Take a message back."""
    _ours(teams, conversation, message_id, targeted=targeted).deleted = True


def _ours(
    teams: "FakeTeams", conversation: Conversation, message_id: str, *, targeted: bool
) -> Message:
    found = teams.world.find(conversation, message_id)
    if found is None or (found.targeted_to is not None) != targeted:
        raise RefusalError(404, "ActivityNotFoundInConversation", "The activity was not found.")
    if found.author is not None:
        raise RefusalError(403, "Forbidden", "A bot changes its own messages only.")
    return found
