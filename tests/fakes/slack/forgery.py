"""Sends what Slack would never send: wrong, stale, malformed or missing signatures."""

import time
from typing import TYPE_CHECKING

from tests.fakes.slack.delivery import Ack, Delivery, Way, encode, post, sign
from tests.fakes.slack.errors import Payload

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

NOW = "now"
RIGHT = "right"


async def forge(
    slack: "FakeSlack",
    way: Way,
    payload: Payload,
    *,
    timestamp: str | None = NOW,
    signature: str | None = RIGHT,
    secret: str | None = None,
    body: str | None = None,
    headers: dict[str, str] | None = None,
) -> Ack:
    """Post to the bot's request URL what somebody else might.

    Args:
        slack: Whose bot is addressed.
        way: Which request URL, and how the payload is encoded.
        payload: What it says.
        timestamp: The header as it is sent; "now" for a fresh one, None for none.
        signature: The header as it is sent; "right" computes it, None for none.
        secret: Sign with this instead of the app's secret.
        body: Send this body, signed over the payload's encoding: tampering.
        headers: More headers, or others.
    """
    encoded, content_type = encode(way, payload)
    sent_at = str(int(time.time())) if timestamp == NOW else timestamp
    all_headers = {"Content-Type": content_type}
    if sent_at is not None:
        all_headers["X-Slack-Request-Timestamp"] = sent_at
    if signature is not None:
        right = sign(secret or slack.app.signing_secret, sent_at or "", encoded)
        all_headers["X-Slack-Signature"] = right if signature == RIGHT else signature
    all_headers |= headers or {}
    with slack.activity():
        url = slack.request_urls[way]
        return await post(slack, url, encoded if body is None else body, all_headers)


async def repeat_exactly(slack: "FakeSlack", delivery: Delivery) -> Ack:
    """Post the very bytes and headers of an earlier delivery again: a replay attack."""
    with slack.activity():
        url = slack.request_urls[delivery.way]
        return await post(slack, url, delivery.body, delivery.headers)
