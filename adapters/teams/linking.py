"""Where a message can be read in Teams.

https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from adapters.teams.reference import Reference

_MESSAGE = "https://teams.microsoft.com/l/message"
_IN_A_CHAT = {"context": '{"contextType":"chat"}'}
_OURS, _THEIRS = "28:", "29:"
"""How a bot's ids begin, and those of whom this bot alone knows."""


def link(where: Reference, message: str | None) -> str | None:
    """The address of a message; None where no link leads.

    Args:
        where: The conversation in which it stands.
        message: Teams' own id of it, if it has one.
    """
    conversation = where.channel if where.kind != "personal" else _between_two(where)
    if not message or conversation is None:
        return None
    address = f"{_MESSAGE}/{quote(conversation, safe=':@')}/{quote(message)}"
    if where.kind != "channel":
        return f"{address}?{urlencode(_IN_A_CHAT)}"
    told = {
        "tenantId": where.tenant,
        "groupId": where.group,
        "parentMessageId": where.thread or message,
    }
    return f"{address}?{urlencode({key: value for key, value in told.items() if value})}"


def _between_two(where: Reference) -> str | None:
    """What people's own clients call our chat with somebody; to bots it goes by another name."""
    if not where.user or where.user.startswith(_THEIRS) or not where.bot_id.startswith(_OURS):
        return None
    return f"19:{where.user}_{where.bot_id.removeprefix(_OURS)}@unq.gbl.spaces"
