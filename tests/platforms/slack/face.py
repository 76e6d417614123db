"""Drives Slack for the contract suite: the real adapter over HTTP before a fake Slack."""

from __future__ import annotations

import html
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View as ViewModel

from adapters.listening import listening
from adapters.slack.opening import opened
from adapters.slack.settings import Mode, Settings
from adapters.slack.table import header, lines
from tests.fakes.slack import Delivery, FakeSlack, Message, RefusedByClientError, View
from tests.fakes.slack.rules import check_message, check_view
from tests.platforms.contract.face import (
    GUEST,
    STRANGER,
    NotSentError,
    Opened,
    Part,
    Said,
    Seen,
    Way,
)
from tests.platforms.contract.words import Words, button, words
from tests.platforms.slack.house import BRISK, CHANNEL, ENVIRON, INSTALLED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

    from bot.reply import Table
    from tests.fakes.slack import User
    from tests.platforms.contract.house import House

MARKS = ("🟢 ", "🔶 ", "⚠️ ", "🟥 ", "⚪ ")
"""What stands for the tone before a headline."""
_APART = "\u200b"
_DRAWN = re.compile(r"`[▰▱◂]+`|`[▁▂▃▄▅▆▇█·]+`|```[^`]*[├╞░][^`]*```")
_LINK = re.compile(r"<(https?://[^>|]*)>")
_MARKUP = re.compile(rf"(?<!{_APART})[*_~`]|<[^>]*>")


@dataclass(frozen=True)
class SlackTown:
    """A workspace with everybody in it."""

    slack: FakeSlack
    people: Mapping[str, User]

    async def says(self, person: str, words: str, way: Way) -> Said:
        user = self.people[person]
        match way:
            case Way.ALONE:
                await user.types(f"/sre {words}", channel=CHANNEL)
                return Said(self.slack.sent("commands")[-1])
            case Way.DIRECT:
                await user.says(words)
                return Said(self.slack.sent("events")[-1])
            case Way.CHANNEL:
                said = await user.mentions(words, channel=CHANNEL)
                return Said(self.slack.sent("events")[-1], said.ts)
            case Way.THREAD:
                parent = await self.people["bob"].says("slow today", channel=CHANNEL)
                await user.mentions(words, channel=CHANNEL, thread_ts=parent.ts)
                return Said(self.slack.sent("events")[-1], parent.ts)

    async def again(self, said: Said) -> None:
        assert isinstance(said.event, Delivery)
        repeated = await self.slack.replay(said.event)
        assert repeated.ack is not None
        assert repeated.ack.body in {"", '{"response_action": "clear"}'}

    async def sees(self, person: str) -> tuple[Seen, ...]:
        return tuple(_seen(each) for each in self.people[person].sees() if _is_ours(each))

    async def presses(self, person: str, seen: Seen, label: str) -> Said:
        assert isinstance(seen.handle, Message)
        await self.people[person].press(seen.handle, label)
        return Said(self.slack.sent("interactivity")[-1])

    async def form(self, person: str) -> Opened | None:
        views = self.slack.open_views(self.people[person])
        return _opened(views[-1]) if views else None

    async def fills(self, person: str, opened: Opened, fields: Mapping[str, str]) -> Said:
        assert isinstance(opened.handle, View)
        try:
            await self.people[person].submit(opened.handle, dict(fields))
        except RefusedByClientError as refusal:
            raise NotSentError(str(refusal)) from refusal
        return Said(self.slack.sent("interactivity")[-1])

    def within_limits(self, payload: object) -> None:
        assert isinstance(payload, dict)
        if payload.get("type") == "modal":
            check_view(payload, "modal", lambda _picture: True)
            ViewModel(**payload).validate_json()
            return
        check_message(payload, lambda _picture: True)
        for block in Block.parse_all(payload["blocks"]):
            block.validate_json()


def _is_ours(message: Message) -> bool:
    return bool(message.blocks)


def _seen(message: Message) -> Seen:
    payload = {"text": message.text, "blocks": message.blocks}
    return Seen(
        words=_words(message.blocks),
        payload=payload,
        private=message.ephemeral_to is not None,
        thread=message.thread_ts,
        handle=message,
    )


def _words(blocks: list[dict[str, Any]]) -> Words:
    """What Slack's client shows of blocks: ours begin with the headline."""
    headline, *body = (piece for block in blocks for piece in _pieces(block))
    mark = next((mark for mark in MARKS if headline.startswith(mark)), "")
    return words(headline.removeprefix(mark), body)


def _pieces(block: dict[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "header" | "section":
            yield _read(block["text"])
        case "context":
            yield from (_read(each) for each in block["elements"])
        case "actions":
            for each in block["elements"]:
                yield button(_read(each["text"]), each["value"])
        case "image":
            yield _read(block["title"])


def _read(text: dict[str, Any]) -> str:
    """What is shown of a text object. In mrkdwn whatever is markup takes effect, and disappears."""
    shown = text["text"]
    if text["type"] == "mrkdwn":
        pieces = _LINK.split(_DRAWN.sub("", shown))
        pieces[::2] = (_MARKUP.sub("", each) for each in pieces[::2])
        shown = "".join(pieces).replace(_APART, "")
    return html.unescape(shown)


def _opened(view: View) -> Opened:
    inputs = [block for block in view.blocks if block["type"] == "input"]
    labels = {block["block_id"]: block["label"]["text"] for block in inputs}
    return Opened(view.title, labels, view.payload, view)


class SlackFace:
    """Slack over HTTP; the socket brings the same, and has its own tests."""

    lacks: frozenset[Part] = frozenset()
    channel = CHANNEL

    def user(self, person: str) -> str:
        return f"U{person.upper()}"

    def table(self, table: Table) -> Iterator[str]:
        """Its columns' names, and its lines; see test_table.py."""
        yield header(table) or ""
        for line in lines(table):
            yield from line

    @asynccontextmanager
    async def opened(self, house: House) -> AsyncIterator[SlackTown]:
        house.environ.update(ENVIRON)
        async with FakeSlack(INSTALLED, BRISK) as slack:
            town = self._populated(slack, house)
            settings = Settings(
                workspace=slack.app.team_id,
                mode=Mode.HTTP,
                bot_token_env="SLACK_BOT_TOKEN",
                signing_secret_env="SLACK_SIGNING_SECRET",
                api_url=slack.base_url,
            )
            async with (
                opened(settings, house.outside, waits=(0.01,) * 20) as ours,
                ours.listening(house.desk) as ears,
            ):
                house.directory.admit("slack", ours.admission)
                house.chat = ours.chat
                application = web.Application()
                application.add_routes(ears.routes)
                async with listening(
                    application, host="127.0.0.1", port=0, command="rapport serve"
                ) as port:
                    slack.requests_go_to(f"http://127.0.0.1:{port}/slack/events")
                    yield town

    def _populated(self, slack: FakeSlack, house: House) -> SlackTown:
        people = {
            key: slack.user(self.user(key), name=key) for key in (*house.organisation.people, GUEST)
        }
        people[STRANGER] = slack.user(self.user(STRANGER), name=STRANGER, team="T0ELSEWHERE")
        slack.channel(CHANNEL, name="iot-hub", members=people.values())
        return SlackTown(slack, people)


FACE = SlackFace()
