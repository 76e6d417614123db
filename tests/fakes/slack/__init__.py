"""A Slack to test against: real HTTP and WebSockets on loopback, stricter than convenient.

Bolt and slack_sdk talk to it unchanged, given its `base_url`. Build one with
`async with FakeSlack() as slack`, add people and channels, say where the bot listens with
`slack.requests_go_to(url)`, or let it connect in Socket Mode.
"""

from tests.fakes.slack.app import BOT_SCOPES, App, Settings
from tests.fakes.slack.clock import MovableClock
from tests.fakes.slack.delivery import Ack, Delivery, sign
from tests.fakes.slack.errors import ApiError, RefusedByClientError
from tests.fakes.slack.forgery import forge, repeat_exactly
from tests.fakes.slack.groups import UserGroup
from tests.fakes.slack.people import User
from tests.fakes.slack.posting import Said
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import Channel, File, Message, Person, View

__all__ = [
    "BOT_SCOPES",
    "Ack",
    "ApiError",
    "App",
    "Channel",
    "Delivery",
    "FakeSlack",
    "File",
    "Message",
    "MovableClock",
    "Person",
    "RefusedByClientError",
    "Said",
    "Settings",
    "User",
    "UserGroup",
    "View",
    "forge",
    "repeat_exactly",
    "sign",
]
