"""Brings requests to the bot, over signed HTTP or a socket, and notes how it answered."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlencode

import aiohttp

from tests.fakes.slack.errors import Payload

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

Way = Literal["events", "commands", "interactivity"]


@dataclass(frozen=True)
class Retry:
    """Which repetition this is, and why Slack repeats."""

    number: int
    reason: str


@dataclass(frozen=True)
class Ack:
    """How the bot answered: `status` is None when it did not answer in time or at all.

    `failure` is what went wrong as Slack names it: for a command `operation_timeout` or
    `dispatch_failed`, for an event `http_timeout`, `http_error` or `connection_failed`.
    """

    status: int | None
    body: str = ""
    content_type: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    after_seconds: float = 0.0
    failure: str | None = None

    @property
    def ok(self) -> bool:
        return self.failure is None

    def json(self) -> Any:  # noqa: ANN401 - the bot may answer with any JSON
        return json.loads(self.body) if self.body else None


@dataclass
class Delivery:
    """One request sent to the bot, as it was sent, and its answer."""

    way: Way
    payload: Payload
    retry: Retry | None = None
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    ack: Ack | None = None


def sign(secret: str, timestamp: str, body: str) -> str:
    """https://docs.slack.dev/authentication/verifying-requests-from-slack."""
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def encode(way: Way, payload: Payload) -> tuple[str, str]:
    """The body and content type Slack uses for this kind of request."""
    if way == "events":
        return json.dumps(payload), "application/json"
    form = payload if way == "commands" else {"payload": json.dumps(payload)}
    return urlencode(form), "application/x-www-form-urlencoded"


def signed_headers(slack: "FakeSlack", body: str, content_type: str) -> dict[str, str]:
    timestamp = str(int(slack.signing_time()))
    return {
        "Content-Type": content_type,
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": sign(slack.app.signing_secret, timestamp, body),
    }


async def post(slack: "FakeSlack", url: str, body: str, headers: dict[str, str]) -> Ack:
    """One HTTP request to the bot, given up after the time Slack waits."""
    began = time.monotonic()
    timeout = aiohttp.ClientTimeout(total=slack.settings.ack_timeout)
    try:
        async with slack.http.post(
            url, data=body.encode(), headers=headers, timeout=timeout, allow_redirects=False
        ) as response:
            text = await response.text()
            return Ack(
                response.status,
                text,
                response.content_type,
                {key.lower(): value for key, value in response.headers.items()},
                time.monotonic() - began,
            )
    except TimeoutError:
        return Ack(None, after_seconds=time.monotonic() - began, failure="http_timeout")
    except aiohttp.ClientError:
        return Ack(None, after_seconds=time.monotonic() - began, failure="connection_failed")


async def deliver(
    slack: "FakeSlack", way: Way, payload: Payload, retry: Retry | None = None
) -> Delivery:
    """Send one request where the app wants it, and wait for the acknowledgement."""
    delivery = Delivery(way, payload, retry)
    slack.deliveries.append(delivery)
    with slack.activity():
        url = slack.request_urls.get(way)
        if url is None:
            delivery.ack = await slack.sockets.deliver(way, payload, retry)
        else:
            delivery.body, content_type = encode(way, payload)
            delivery.headers = signed_headers(slack, delivery.body, content_type)
            if retry is not None:
                delivery.headers["X-Slack-Retry-Num"] = str(retry.number)
                delivery.headers["X-Slack-Retry-Reason"] = retry.reason
            delivery.ack = await post(slack, url, delivery.body, delivery.headers)
    return delivery


async def deliver_event(
    slack: "FakeSlack", payload: Payload, retry: Retry | None = None
) -> Delivery:
    """An event is repeated at once, after a minute and after five, until it is acknowledged.

    https://docs.slack.dev/apis/events-api#error-handling
    """
    delivery = await deliver(slack, "events", payload, retry)
    ack = delivery.ack
    if ack is None or (ack.failure is None and ack.status is not None and 200 <= ack.status < 300):
        return delivery
    reason = ack.failure or "http_error"
    delivery.ack = Ack(
        ack.status, ack.body, ack.content_type, ack.headers, ack.after_seconds, reason
    )
    number = 1 if retry is None else retry.number + 1
    delays = slack.settings.retry_delays
    # A timeout is repeated whatever the late answer says; see "Turning retries off".
    refused = reason == "http_error" and ack.headers.get("x-slack-no-retry") == "1"
    if number > len(delays) or refused:
        return delivery

    async def again() -> None:
        await deliver_event(slack, payload, Retry(number, reason))

    slack.later(delays[number - 1], again)
    return delivery
