"""The app comes and goes: what Teams tells the bot when it is installed or removed.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.fakes.teams.delivery import Delivery, activity, deliver
from tests.fakes.teams.world import Conversation, Person

if TYPE_CHECKING:
    from tests.fakes.teams.server import FakeTeams


async def install(teams: "FakeTeams", person: Person, conversation: Conversation) -> list[Delivery]:
    """Somebody adds the app to a chat or to a channel's team."""
    conversation.exists = True
    _everywhere(teams, conversation, with_bot=True)
    bot = {"id": teams.app.bot_id}
    members = activity(teams, "conversationUpdate", person, conversation, membersAdded=[bot])
    if conversation.kind == "channel":
        members["channelData"]["eventType"] = "teamMemberAdded"
    added = activity(teams, "installationUpdate", person, conversation, action="add")
    return [await deliver(teams, members), await deliver(teams, added)]


async def uninstall(
    teams: "FakeTeams", person: Person, conversation: Conversation
) -> list[Delivery]:
    """Somebody removes the app; the bot may not write there from now on.

    A team is left as a whole, and all that is told of it is its first channel, General, whose id
    is the team's.
    """
    _everywhere(teams, conversation, with_bot=False)
    if conversation.kind == "channel":
        conversation = replace(conversation, id=conversation.team)
    removed = activity(teams, "installationUpdate", person, conversation, action="remove")
    if conversation.kind == "personal":
        return [await deliver(teams, removed)]
    members = activity(
        teams,
        "conversationUpdate",
        person,
        conversation,
        membersRemoved=[{"id": teams.app.bot_id}],
    )
    if conversation.kind == "channel":
        members["channelData"]["eventType"] = "teamMemberRemoved"
    return [await deliver(teams, members), await deliver(teams, removed)]


def _everywhere(teams: "FakeTeams", conversation: Conversation, *, with_bot: bool) -> None:
    """In all channels of the team, or in the one chat."""
    conversation.with_bot = with_bot
    for each in teams.world.conversations.values():
        if each.team and each.team == conversation.team:
            each.with_bot = with_bot


async def join(teams: "FakeTeams", person: Person, conversation: Conversation) -> Delivery:
    """Somebody comes in; the bot hears of it."""
    if not conversation.has(person):
        conversation.members.append(person)
    sent = activity(
        teams, "conversationUpdate", person, conversation, membersAdded=[person.account()]
    )
    return await deliver(teams, sent)
