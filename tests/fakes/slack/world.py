"""What exists in this Slack: people, channels, messages, views and files, as plain dataclasses."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from tests.fakes.slack.app import HOME_TEAM
from tests.fakes.slack.errors import Payload
from tests.fakes.slack.reading import shown

Kind = Literal["channel", "group", "im"]


@dataclass
class Person:
    id: str
    name: str
    real_name: str
    email: str | None = None
    tz: str = "Etc/UTC"
    tz_offset_seconds: int = 0
    team: str = HOME_TEAM
    is_bot: bool = False
    deleted: bool = False
    guest: bool = False


@dataclass
class Channel:
    id: str
    name: str
    kind: Kind = "channel"
    members: set[str] = field(default_factory=set)
    archived: bool = False


@dataclass
class Message:
    """One message; an ephemeral has `ephemeral_to`, the only person who ever sees it.

    `unseen` is an ephemeral that not even they see: it went into a thread that was none yet.
    """

    channel: str
    ts: str
    text: str = ""
    user: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    team: str = HOME_TEAM
    blocks: list[Payload] = field(default_factory=list)
    attachments: list[Payload] = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    metadata: Payload | None = None
    files: list[str] = field(default_factory=list)
    ephemeral_to: str | None = None
    unseen: bool = False
    subtype: str | None = None
    edited: bool = False
    deleted: bool = False
    via: str = "client"

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def shown(self) -> str:
        """What a person reads: the blocks when there are any, else the text."""
        return shown(self.text, self.blocks, self.attachments)


@dataclass
class View:
    id: str
    user: str
    payload: Payload
    hash: str
    root_id: str
    previous_id: str | None = None

    @property
    def title(self) -> str:
        return str(self.payload.get("title", {}).get("text", ""))

    @property
    def blocks(self) -> list[Payload]:
        return list(self.payload["blocks"])

    @property
    def callback_id(self) -> str:
        return str(self.payload.get("callback_id", ""))

    @property
    def private_metadata(self) -> str:
        return str(self.payload.get("private_metadata", ""))

    @property
    def shown(self) -> str:
        return shown("", self.blocks, [])


@dataclass
class File:
    id: str
    name: str
    length: int
    title: str = ""
    alt_text: str = ""
    content: bytes | None = None
    completed_at: float | None = None
    channels: list[str] = field(default_factory=list)


@dataclass
class World:
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    views: dict[str, View] = field(default_factory=dict)
    stacks: dict[str, list[str]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def number(self) -> int:
        return next(self._numbers)

    def new_id(self, letter: str) -> str:
        return f"{letter}0{self.number():08d}"

    def new_ts(self, now: float) -> str:
        """A message's id: Slack's seconds, made unique by a counter."""
        return f"{int(now)}.{self.number():06d}"

    def find(self, channel: str, ts: str) -> Message | None:
        for message in reversed(self.messages):
            if message.channel == channel and message.ts == ts and not message.deleted:
                return message
        return None

    def replies(self, parent: Message) -> list[Message]:
        return [
            message
            for message in self.messages
            if message.channel == parent.channel
            and message.thread_ts == parent.ts
            and message.is_reply
            and message.ephemeral_to is None
            and not message.deleted
        ]

    def direct(self, person: str, bot: str) -> Channel:
        """The conversation between a person and the bot, opened when needed."""
        channel_id = f"D{person[1:]}"
        return self.channels.setdefault(
            channel_id, Channel(channel_id, "directmessage", "im", {person, bot})
        )

    def stack(self, person: str) -> list[View]:
        return [self.views[view_id] for view_id in self.stacks.get(person, [])]

    def visible_to(self, person: str, channel: str | None = None) -> list[Message]:
        """Public messages of their channels, their own ephemerals and direct messages."""
        theirs = {c.id for c in self.channels.values() if person in c.members}
        return sorted(
            (
                message
                for message in self.messages
                if not (message.deleted or message.unseen)
                and (channel is None or message.channel == channel)
                and message.ephemeral_to in {None, person}
                and (message.channel in theirs or message.ephemeral_to == person)
            ),
            key=lambda message: message.ts,
        )
