"""Answers through a response_url, which needs no membership and tells nothing of what it did."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.calling import FAILURES
from adapters.slack.limits import PATIENCE_SECONDS

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

log = logging.getLogger(__name__)

_REFUSED = re.compile(r'"ok"\s*:\s*false')
"""What a response_url may say with status 200 all the same."""


async def respond(url: str | None, body: dict[str, Any], *, client: AsyncWebClient) -> bool:
    """Answer through a response_url; False if there is none or it takes no more.

    https://docs.slack.dev/interactivity/handling-user-interaction#message_responses

    Args:
        url: Takes five answers within half an hour.
        body: The answer.
        client: Whose connections are used.
    """
    if url is None:
        return False
    hook = AsyncWebhookClient(
        url, timeout=PATIENCE_SECONDS, session=client.session, retry_handlers=[]
    )
    try:
        told = await hook.send_dict(body)
    except FAILURES as error:
        log.info("a response_url does not answer: %r", error)
        return False
    return told.status_code == HTTPStatus.OK and not _REFUSED.search(told.body)
