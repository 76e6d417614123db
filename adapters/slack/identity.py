"""Who we are on Slack: asked once, when Rapport starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.slack.calling import calling

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient


@dataclass(frozen=True, slots=True)
class Identity:
    """The bot as Slack knows it.

    Attributes:
        team: The workspace in which it is installed.
        user: Its user id, as in mentions.
        bot: Its bot id, as on its own posts.
        name: What people call it after an @.
        url: The workspace's address.
    """

    team: str
    user: str
    bot: str
    name: str
    url: str


async def identify(client: AsyncWebClient) -> Identity:
    """Ask Slack whose token this is.

    Raises:
        SourceUnavailable: Slack does not answer, or refuses the token.
    """
    async with calling("auth.test"):
        told = await client.auth_test()
    return Identity(
        team=told["team_id"],
        user=told["user_id"],
        bot=told.get("bot_id") or "",
        name=told["user"],
        url=told["url"],
    )
