"""response_url: five answers in thirty minutes, private unless said otherwise."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.slack import limits
from tests.fakes.slack.errors import ApiError, Payload
from tests.fakes.slack.posting import change, is_open, put_by_bot, remove
from tests.fakes.slack.rules import check_message, parsed
from tests.fakes.slack.world import Message

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


@dataclass
class ResponseUrl:
    """Where answers go, who sees private ones, and the message they may replace."""

    channel: str
    user: str
    issued_at: float
    original: Message | None = None
    uses: int = 0


class ResponseUrls:
    """https://docs.slack.dev/interactivity/handling-user-interaction#message_responses."""

    def __init__(self, slack: "FakeSlack") -> None:
        self._slack = slack
        self._issued: dict[str, ResponseUrl] = {}
        self.refusal_status = 404

    def issue(self, channel: str, user: str, original: Message | None = None) -> str:
        key = secrets.token_hex(12)
        self._issued[key] = ResponseUrl(channel, user, self._slack.clock(), original)
        return f"{self._slack.url}/commands/{self._slack.app.team_id}/{key}"

    async def handle(self, request: web.Request) -> web.Response:
        """What the bot posts to a response_url."""
        with self._slack.activity():
            try:
                self.use(request.match_info["key"], await _body(request))
            except ApiError as error:
                # https://github.com/slackapi/java-slack-sdk/issues/1349 shows the 404.
                return web.json_response(error.body(), status=self.refusal_status)
        return web.Response(text="ok")

    def use(self, key: str, body: Payload) -> None:
        slack = self._slack
        place = self._issued.get(key)
        if place is None:
            raise ApiError("invalid_token")
        if slack.clock() - place.issued_at > limits.RESPONSE_URL_SECONDS:
            raise ApiError("expired_url")
        if place.uses >= limits.RESPONSE_URL_USES:
            raise ApiError("used_url")
        answer(slack, place, body)
        place.uses += 1


async def _body(request: web.Request) -> Payload:
    """JSON as it is, or a form's `payload`."""
    try:
        body = await request.json()
    except ValueError as error:
        raise ApiError("invalid_payload") from error
    if not isinstance(body, dict):
        raise ApiError("invalid_payload")
    return body


def said(value: object) -> bool:
    """Slack takes "true" for true here."""
    return value is True or value == "true"


def answer(slack: "FakeSlack", place: ResponseUrl, body: Payload, *, via: str = "response") -> None:
    """Carry out one answer: delete, replace, or post for one or for all.

    A command has no message to replace: its answer is posted anew
    (https://github.com/slackapi/bolt-python/issues/1268).
    """
    original = place.original
    if original is not None and said(body.get("delete_original")):
        _still_there(original)
        remove(slack, original)
        return
    replaces = original is not None and said(body.get("replace_original"))
    kind = body.get("response_type", "ephemeral")
    if kind not in {"ephemeral", "in_channel"}:
        raise ApiError("invalid_response_type")
    private = (
        original is not None and original.ephemeral_to is not None
        if replaces
        else kind == "ephemeral"
    )
    fields = {
        "text": body.get("text") or "",
        "blocks": parsed(body, "blocks", "invalid_blocks_format") or [],
        "attachments": parsed(body, "attachments", "invalid_attachments") or [],
    }
    check_message(fields, slack.files.none_ready if private else slack.files.ready, by_api=False)
    if original is not None and replaces:
        _still_there(original)
        if private:
            _draw_anew(slack, original, _thread(slack, place, body))
        change(slack, original, **fields)
        return
    put_by_bot(
        slack,
        place.channel,
        **fields,
        user=None,
        subtype="bot_message",
        thread_ts=_thread(slack, place, body),
        ephemeral_to=place.user if private else None,
        via=via,
    )


def _draw_anew(slack: "FakeSlack", ephemeral: Message, thread_ts: str | None) -> None:
    """Slack keeps no ephemerals: what takes the place of one stands where the answer says."""
    ephemeral.thread_ts = thread_ts
    ephemeral.unseen = not is_open(slack, ephemeral)


def _still_there(original: Message) -> None:
    if original.deleted:
        raise ApiError("message_not_found")


def _thread(slack: "FakeSlack", place: ResponseUrl, body: Payload) -> str | None:
    """Answers go to the channel unless they name the thread themselves."""
    thread_ts = body.get("thread_ts")
    if thread_ts is None:
        return None
    if slack.world.find(place.channel, str(thread_ts)) is None:
        raise ApiError("thread_not_found")
    return str(thread_ts)
