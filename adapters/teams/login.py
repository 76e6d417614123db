"""Why Microsoft gives us no token, and what to do about it."""

from __future__ import annotations

import json
import logging
import re
from http import HTTPStatus

from bot.errors import SourceUnavailable

log = logging.getLogger(__name__)

_APP = "your app's page, under App registrations at https://entra.microsoft.com"
_RENEW = f"Make a new client secret on {_APP}, and put its value where the old one is."
_COPY = f"Copy the secret's value, not its id, from {_APP}."
_COMPARE = f"Compare platforms.teams.app_id and platforms.teams.tenant with {_APP}."
_ADD = "Have an administrator add it to the tenant, at https://entra.microsoft.com."
_ALLOW = "Ask an administrator to let the app in, under Conditional Access."
_REASONS = {
    "AADSTS7000215": ("the client secret is wrong", _COPY),
    "AADSTS7000222": ("the client secret has expired", _RENEW),
    "AADSTS700016": ("the tenant does not know the app", _COMPARE),
    "AADSTS7000229": ("the app is not part of the tenant", _ADD),
    "AADSTS90002": ("there is no such tenant", _COMPARE),
    "AADSTS53003": ("Conditional Access forbids it", _ALLOW),
    "invalid_client": ("the client secret is not good, perhaps not any more", _RENEW),
    "unauthorized_client": ("the app may not ask for one", _COMPARE),
}
"""By Microsoft's code, or else by the protocol's.
https://learn.microsoft.com/entra/identity-platform/reference-error-codes"""
_UNKNOWN = ("it does not like what we ask", _COMPARE)
_CODE = re.compile(r"AADSTS[0-9]{3,9}")
_ERROR = re.compile(r"[a-z_]{3,40}")
_STATUS_PAGE = "Look at https://status.cloud.microsoft, and ask again in a minute."


def silence(error: Exception) -> SourceUnavailable:
    """The failure when there is no answer."""
    log.warning("Microsoft's login does not answer: %s", type(error).__name__)
    return SourceUnavailable(
        "Microsoft's login does not answer, so I cannot write to Teams.",
        next_step="Look at the network here, and at https://status.cloud.microsoft.",
    )


def refusal(status: int, body: bytes) -> SourceUnavailable:
    """The failure when the answer is no. Of what it says only the codes are repeated."""
    error, code = _codes(body)
    log.warning("Microsoft's login refuses us: HTTP %d %s %s", status, error, code)
    busy = status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    if busy:
        return SourceUnavailable(
            "Microsoft's login cannot answer just now, so I cannot write to Teams.",
            next_step=_STATUS_PAGE,
        )
    said = " ".join(filter(None, (error, code))) or f"HTTP {status}"
    why, next_step = _REASONS.get(code) or _REASONS.get(error) or _UNKNOWN
    return SourceUnavailable(
        f"Microsoft's login gives us no token: {why} ({said}).", next_step=next_step
    )


def nonsense() -> SourceUnavailable:
    """The failure when the answer is yes, and no token in it."""
    log.warning("Microsoft's login answers without a token")
    return SourceUnavailable(
        "Something answers in place of Microsoft's login, so I cannot write to Teams.",
        next_step="Look at platforms.teams.login_url, and at proxies on the way there.",
    )


def _codes(body: bytes) -> tuple[str, str]:
    """The protocol's code and Microsoft's own; what may be a gateway's page has none."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return "", ""
    if not isinstance(told, dict):
        return "", ""
    error = _ERROR.fullmatch(str(told.get("error", "")))
    code = _CODE.search(str(told.get("error_description", "")))
    return error[0] if error else "", code[0] if code else ""
