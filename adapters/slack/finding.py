"""Looks for a post of ours whose sending broke off: it may have arrived all the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.request import Place

RECENT = timedelta(minutes=2)
ASKEW = timedelta(minutes=5)
"""How far Slack's clock and ours may be apart."""
_EVENT_TYPE = "rapport_answer"


def marked(key: str) -> dict[str, Any]:
    """Metadata by which a post is found again: https://docs.slack.dev/messaging/message-metadata."""
    return {"event_type": _EVENT_TYPE, "event_payload": {"key": key}}


async def find(
    client: AsyncWebClient,
    place: Place,
    key: str,
    *,
    besides: str | None = None,
    since: datetime | None = None,
) -> str | None:
    """The timestamp of a post with that key in a place; None if it is not there.

    Args:
        client: Asks Slack.
        place: Where to look.
        key: What the post was marked with.
        besides: The timestamp of an earlier post with the same key, which is not meant.
        since: How far to look back; to what is recent unless told.

    Raises:
        SlackApiError: Slack does not let us look.
    """
    oldest = since - ASKEW if since else datetime.now(UTC) - RECENT
    asks: dict[str, Any] = {
        "channel": place.channel,
        "oldest": f"{oldest.timestamp():.6f}",
        "include_all_metadata": True,
        **({"ts": place.thread} if place.thread else {}),
    }
    look = client.conversations_replies if place.thread else client.conversations_history
    async for told in await look(**asks):
        for message in told["messages"]:
            if message.get("metadata") == marked(key) and message["ts"] != besides:
                return str(message["ts"])
    return None
