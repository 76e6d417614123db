"""Opens conversations: a chat with one person, a thread in a channel.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from botbuilder.schema import ChannelAccount, ConversationParameters

if TYPE_CHECKING:
    from botbuilder.schema import Activity

    from adapters.teams.connector import Conversations
    from adapters.teams.reference import Reference


async def open_chat(conversations: Conversations, where: Reference) -> Reference:
    """Our own chat with whoever spoke somewhere; the same one, however often it is opened.

    Raises:
        ConnectorFailure: Teams does not let us, or does not answer.
        SourceUnavailable: We have no token.
    """
    wish = ConversationParameters(
        is_group=False,
        bot=ChannelAccount(id=where.bot_id),
        members=[ChannelAccount(id=where.user_id)],
        tenant_id=where.tenant or None,
        channel_data={"tenant": {"id": where.tenant}},
    )
    chat = str((await conversations.create_conversation(wish)).id)
    return replace(where.at(None), conversation=chat, channel=chat, kind="personal")


async def open_thread(
    conversations: Conversations, where: Reference, activity: Activity
) -> Reference:
    """A new thread in a channel, with its first message.

    Returns:
        Where answers to it go; its thread is the message.

    Raises:
        ConnectorFailure: Teams does not take it, or perhaps did.
        SourceUnavailable: We have no token.
    """
    first = copy(activity)
    first.from_property = ChannelAccount(id=where.bot_id)
    wish = ConversationParameters(
        is_group=True,
        bot=ChannelAccount(id=where.bot_id),
        tenant_id=where.tenant or None,
        channel_data={"channel": {"id": where.channel}, "tenant": {"id": where.tenant}},
        activity=first,
    )
    opened = await conversations.create_conversation(wish)
    return where.at(str(opened.activity_id))
