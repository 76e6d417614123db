"""Puts messages into channels, changes and removes them, and tells the bot about it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.fakes.slack.blocks import named
from tests.fakes.slack.delivery import Ack, Delivery, deliver_event
from tests.fakes.slack.events import about_change, about_message, message_payload
from tests.fakes.slack.world import Message

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


@dataclass(frozen=True)
class Said:
    """A person's message, and how the bot acknowledged each event it caused."""

    message: Message
    deliveries: list[Delivery]

    @property
    def ts(self) -> str:
        return self.message.ts

    @property
    def acks(self) -> list[Ack]:
        return [delivery.ack for delivery in self.deliveries if delivery.ack is not None]

    @property
    def ack(self) -> Ack:
        """Of the first event; there is none when the bot was not told."""
        if not self.acks:
            raise AssertionError("no event was sent: not subscribed, no scope, or not a member")
        return self.acks[0]


def put(slack: "FakeSlack", channel: str, **fields: Any) -> Message:  # noqa: ANN401 - Message's own
    """A new message, with ids for its blocks."""
    message = Message(channel=channel, ts=slack.new_ts(), **fields)
    message.blocks = named(message.blocks, slack.world.number)
    message.unseen = message.ephemeral_to is not None and not is_open(slack, message)
    slack.world.messages.append(message)
    slack.pulse.beat()
    return message


def is_open(slack: "FakeSlack", message: Message) -> bool:
    """Ephemerals are shown in threads only where somebody replied before.

    https://docs.slack.dev/reference/methods/chat.postEphemeral
    """
    if message.thread_ts is None:
        return True
    parent = slack.world.find(message.channel, message.thread_ts)
    return parent is not None and bool(slack.world.replies(parent))


def put_by_bot(slack: "FakeSlack", channel: str, **fields: Any) -> Message:  # noqa: ANN401
    """A message of the bot, which comes back to the bot as an event."""
    app = slack.app
    fields.setdefault("user", app.bot_user_id)
    message = put(slack, channel, bot_id=app.bot_id, app_id=app.app_id, team=app.team_id, **fields)
    for payload in about_message(slack, message):
        slack.background(deliver_event(slack, payload))
    return message


async def tell(slack: "FakeSlack", message: Message) -> list[Delivery]:
    """Deliver the events of a person's message, one after the other."""
    return [await deliver_event(slack, payload) for payload in about_message(slack, message)]


def change(slack: "FakeSlack", message: Message, **fields: Any) -> None:  # noqa: ANN401
    """Edit a message; fields that are None stay as they are."""
    before = message_payload(slack, message)
    for key, value in fields.items():
        if value is not None:
            setattr(message, key, value)
    message.blocks = named(message.blocks, slack.world.number)
    message.edited = True
    _announce(slack, before, message)


def remove(slack: "FakeSlack", message: Message) -> None:
    before = message_payload(slack, message)
    message.deleted = True
    _announce(slack, before, message)


def _announce(slack: "FakeSlack", before: dict[str, Any], message: Message) -> None:
    slack.pulse.beat()
    for payload in about_change(slack, before, message):
        slack.background(deliver_event(slack, payload))
