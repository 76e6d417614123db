"""Slack's signed slash commands, as bytes on the wire, each with a trigger of its own."""

from __future__ import annotations

import hashlib
import hmac
import time
import uuid
from urllib.parse import urlencode

SECRET = "bench-signing-secret"
WORKSPACE, CHANNEL, USER = "T0BENCH", "C0BENCH", "U0BENCH"


def slash(text: str, *, response_url: str = "http://127.0.0.1:9/none") -> bytes:
    """One ``/sre`` command."""
    body = urlencode(
        {
            "token": "unused",
            "team_id": WORKSPACE,
            "team_domain": "bench",
            "channel_id": CHANNEL,
            "channel_name": "iot-hub",
            "user_id": USER,
            "user_name": "bench",
            "command": "/sre",
            "text": text,
            "api_app_id": "A0BENCH",
            "response_url": response_url,
            "trigger_id": uuid.uuid4().hex,
        }
    )
    at = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        f"X-Slack-Request-Timestamp: {at}",
        f"X-Slack-Signature: v0={digest}",
    )
    return ("\r\n".join(head) + "\r\n\r\n" + body).encode()
