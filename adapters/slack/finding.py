"""Looks for a post of ours whose sending broke off: it may have arrived all the same."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.request import Place

RECENT_SECONDS = 120
_EVENT_TYPE = "rapport_answer"


def marked(key: str) -> dict[str, Any]:
    """Metadata by which a post is found again: https://docs.slack.dev/messaging/message-metadata."""
    return {"event_type": _EVENT_TYPE, "event_payload": {"key": key}}


async def find(
    client: AsyncWebClient, place: Place, key: str, *, besides: str | None
) -> str | None:
    """The timestamp of a recent post with that key in a place; None if it is not there.

    Args:
        client: Asks Slack.
        place: Where to look.
        key: What the post was marked with.
        besides: The timestamp of an earlier post with the same key, which is not meant.

    Raises:
        SlackApiError: Slack does not let us look.
    """
    since = f"{time.time() - RECENT_SECONDS:.6f}"
    if place.thread is None:
        told = await client.conversations_history(
            channel=place.channel, oldest=since, include_all_metadata=True
        )
    else:
        told = await client.conversations_replies(
            channel=place.channel, ts=place.thread, oldest=since, include_all_metadata=True
        )
    for message in told["messages"]:
        if message.get("metadata") == marked(key) and message["ts"] != besides:
            return str(message["ts"])
    return None
