"""`POST /v3/conversations`: a chat with one person, or a new thread in a channel.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
"""

from typing import TYPE_CHECKING

from tests.fakes.teams import rules
from tests.fakes.teams.errors import Payload, RefusalError
from tests.fakes.teams.posting import post
from tests.fakes.teams.world import Person

if TYPE_CHECKING:
    from tests.fakes.teams.server import FakeTeams


def create(teams: "FakeTeams", wish: Payload) -> Payload:
    """Open what is wished for, and tell its id."""
    if wish.get("bot", {}).get("id") != teams.app.bot_id:
        raise RefusalError(400, "BadArgument", "the bot is not named")
    if wish.get("isGroup"):
        return _thread(teams, wish)
    return _chat(teams, wish)


def _thread(teams: "FakeTeams", wish: Payload) -> Payload:
    channel = wish.get("channelData", {}).get("channel", {}).get("id", "")
    conversation, thread = rules.place(teams, channel)
    if conversation.kind != "channel" or thread:
        raise RefusalError(400, "BadArgument", "Incorrect conversation creation parameters")
    if "activity" not in wish:
        raise RefusalError(400, "BadSyntax", "a thread starts with a message")
    teams.throttle.admit(conversation.id)
    card = rules.message(teams, wish["activity"], told=channel)
    root = post(teams, conversation, None, wish["activity"], card)
    return {"id": f"{conversation.id};messageid={root}", "activityId": root}


def _chat(teams: "FakeTeams", wish: Payload) -> Payload:
    members = wish.get("members") or []
    if len(members) != 1:
        raise RefusalError(400, "BadArgument", "a chat has one other member")
    tenant = wish.get("tenantId") or wish.get("channelData", {}).get("tenant", {}).get("id")
    person = teams.world.someone(str(members[0].get("id")))
    if person is None or tenant != person.tenant:
        raise RefusalError(
            403, "ForbiddenOperationException", "The user is unknown in this tenant."
        )
    if not _reachable(teams, person):
        raise RefusalError(403, "BadArgument", "Bot is not installed in user's personal scope")
    return {"id": teams.personal(person).id}


def _reachable(teams: "FakeTeams", person: Person) -> bool:
    """Whoever has the app, or meets it in a team or a chat."""
    chat = teams.world.personal(person)
    if chat is not None:
        return chat.with_bot
    return any(
        each.has(person) and each.with_bot and each.exists
        for each in teams.world.conversations.values()
    )
