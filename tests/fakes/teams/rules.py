"""What the connector takes: proven senders, known places, small and well-formed messages."""

from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.teams.cards import ADAPTIVE, check
from tests.fakes.teams.errors import Payload, RefusalError
from tests.fakes.teams.world import Conversation, Person

if TYPE_CHECKING:
    from tests.fakes.teams.server import FakeTeams

MESSAGE_BYTES = 100 * 1024
"""https://learn.microsoft.com/microsoftteams/limits-specifications-teams#bots-and-message-size."""


def admit(teams: "FakeTeams", request: web.Request) -> None:
    """Whether this is our bot; in development nobody has anything to prove it with.

    Raises:
        RefusalError: It is not, or proves too much.
    """
    shown = request.headers.get("Authorization")
    wanted = f"Bearer {teams.app.token}" if teams.app.token else None
    if shown != wanted:
        raise RefusalError(401, "Unauthorized", "Authorization has been denied for this request.")


def place(teams: "FakeTeams", told: str) -> tuple[Conversation, str | None]:
    """The conversation of this id, and the thread that the id names.

    Raises:
        RefusalError: There is none, or the bot is not in it.
    """
    channel, _, thread = told.partition(";messageid=")
    conversation = teams.world.conversations.get(channel)
    if conversation is None or not conversation.exists:
        raise RefusalError(404, "ConversationNotFound", "Conversation not found.")
    if thread and (
        conversation.kind != "channel" or teams.world.find(conversation, thread) is None
    ):
        raise RefusalError(404, "ConversationNotFound", "Conversation not found.")
    if not conversation.with_bot:
        raise RefusalError(
            403, "BotNotInConversationRoster", "The bot is not part of the conversation roster."
        )
    return conversation, thread or None


def message(teams: "FakeTeams", activity: Payload, *, told: str) -> Payload | None:
    """Check a message of the bot's; returns its card.

    Args:
        teams: Where it arrives.
        activity: The message.
        told: The id of the conversation as the address names it.

    Raises:
        RefusalError: Teams would not take it.
    """
    if activity.get("type") not in {"message", "typing"}:
        raise RefusalError(400, "BadSyntax", f"unknown activity type: {activity.get('type')}")
    if activity.get("from", {}).get("id") != teams.app.bot_id:
        raise RefusalError(400, "BadSyntax", "Activity.From field required")
    if activity.get("conversation", {}).get("id", told) != told:
        raise RefusalError(400, "BadArgument", "the activity names another conversation")
    attachments = activity.get("attachments") or []
    if activity["type"] == "message" and not activity.get("text") and not attachments:
        raise RefusalError(400, "BadSyntax", "a message needs text or attachments")
    cards = []
    for attachment in attachments:
        if attachment.get("contentType") != ADAPTIVE:
            raise RefusalError(
                400, "BadSyntax", f"unknown content: {attachment.get('contentType')}"
            )
        cards.append(check(attachment.get("content")))
    return cards[0] if cards else None


def target(teams: "FakeTeams", activity: Payload, conversation: Conversation) -> Person:
    """Whom a targeted message is for.

    https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages

    Raises:
        RefusalError: Nobody who could see it.
    """
    if not teams.settings.targeted_messages:
        raise RefusalError(403, "Forbidden", "Targeted messages are not enabled for this tenant.")
    if conversation.kind == "personal":
        raise RefusalError(400, "BadArgument", "Targeted messages need a group conversation.")
    person = teams.world.someone(str(activity.get("recipient", {}).get("id")))
    if person is None or not conversation.has(person):
        raise RefusalError(400, "BadArgument", "The recipient is no member of the conversation.")
    return person
