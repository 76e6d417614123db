"""Whether a request comes from Slack: told before anything in it is read."""

from __future__ import annotations

import hashlib
import hmac
import re

from adapters.slack.limits import SIGNATURE_SECONDS

_TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


def is_genuine(
    body: bytes, *, timestamp: str | None, signature: str | None, secret: str, now: float
) -> bool:
    """Check a signature.

    The SDK's own check raises for timestamps that are no numbers and for signatures outside ASCII.
    https://docs.slack.dev/authentication/verifying-requests-from-slack

    Args:
        body: The bytes as they came.
        timestamp: The header ``X-Slack-Request-Timestamp``.
        signature: The header ``X-Slack-Signature``.
        secret: The app's signing secret.
        now: Seconds since 1970.
    """
    if not timestamp or not _TIMESTAMP.fullmatch(timestamp):
        return False
    if not signature or not _SIGNATURE.fullmatch(signature):
        return False
    if abs(now - int(timestamp)) > SIGNATURE_SECONDS:
        return False
    signed = b"v0:%b:%b" % (timestamp.encode(), body)
    expected = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"v0={expected}", signature)
