"""Calls to Slack's Web API: one client for all, and what is said when a call fails."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.limits import PATIENCE_SECONDS
from bot.errors import SourceUnavailable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FAILURES = (SlackClientError, aiohttp.ClientError, TimeoutError)
"""Everything that a call may raise: refusals, broken connections, silence."""

_REFUSALS = {
    "invalid_auth": "Slack does not know this token",
    "not_authed": "Slack was given no token",
    "account_inactive": "the app was removed from the workspace",
    "token_revoked": "this token was revoked",
    "token_expired": "this token has expired",
    "missing_scope": "this token may not do that",
    "not_allowed_token_type": "this is another kind of token",
    "ratelimited": "Slack asks for patience",
}
OURS_TO_MEND = frozenset(_REFUSALS) - {"ratelimited"}
"""Refusals of our token, whatever it is used for."""


@asynccontextmanager
async def connected(token: str, *, base_url: str) -> AsyncIterator[AsyncWebClient]:
    """A client that keeps its connections, and waits when Slack asks for patience.

    Posts that broke off are not sent again: they may have arrived.
    """
    timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        yield AsyncWebClient(
            token=token,
            base_url=base_url,
            timeout=PATIENCE_SECONDS,
            session=session,
            retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=2)],
        )


def trying_once(client: AsyncWebClient) -> AsyncWebClient:
    """The same client without patience: what is posted unasked waits in the outbox instead."""
    return AsyncWebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=client.timeout,
        session=client.session,
        retry_handlers=[],
    )


def seconds_asked(error: Exception) -> float:
    """How long Slack asks us to wait: https://docs.slack.dev/apis/web-api/rate-limits."""
    response = error.response if isinstance(error, SlackApiError) else None
    headers = response.headers if isinstance(response, AsyncSlackResponse) else {}
    told = next((each for name, each in headers.items() if name.lower() == "retry-after"), "")
    return float(told) if str(told).isascii() and str(told).isdigit() else 1.0


def refusal(error: Exception) -> str:
    """Slack's own word for why it refused; empty when it did not even answer.

    What answers may be a gateway on the way, in plain text or in broken JSON.
    """
    response = error.response if isinstance(error, SlackApiError) else None
    data = response.data if isinstance(response, AsyncSlackResponse) else None
    return str(data.get("error", "")) if isinstance(data, dict) else ""


@asynccontextmanager
async def calling(what: str) -> AsyncIterator[None]:
    """Turn a failed call into an error with a next step.

    Raises:
        SourceUnavailable: The call failed.
    """
    try:
        yield
    except FAILURES as error:
        code = refusal(error)
        if not code:
            raise SourceUnavailable(
                f"Slack does not answer ({what}).",
                next_step="Look at the network here, and at https://slack-status.com.",
            ) from error
        said = _REFUSALS.get(code, f"Slack says {code}")
        raise SourceUnavailable(
            f"Slack refuses {what}: {said}.",
            next_step="Copy the tokens anew from https://api.slack.com/apps, or reinstall the app.",
        ) from error
