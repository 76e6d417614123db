"""What the bot receives when people type commands, press buttons and submit forms."""

from typing import TYPE_CHECKING

from tests.fakes.slack.errors import Payload
from tests.fakes.slack.events import message_payload
from tests.fakes.slack.views import view_payload
from tests.fakes.slack.world import Channel, Message, Person, View

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


def channel_name(channel: Channel) -> str:
    return {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name)


def command(slack: "FakeSlack", person: Person, channel: Channel, name: str, text: str) -> Payload:
    """https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling."""
    return {
        "token": slack.app.verification_token,
        "team_id": person.team,
        "team_domain": slack.domain_of(person.team),
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": text,
        "api_app_id": slack.app.app_id,
        "is_enterprise_install": "false",
        "response_url": slack.response_urls.issue(channel.id, person.id),
        "trigger_id": slack.triggers.issue(person.id),
    }


def _common(slack: "FakeSlack", person: Person, kind: str, *, in_modal: bool = False) -> Payload:
    return {
        "type": kind,
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": person.team,
        },
        "team": {"id": slack.app.team_id, "domain": slack.app.team_domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "api_app_id": slack.app.app_id,
        "token": slack.app.verification_token,
        "trigger_id": slack.triggers.issue(person.id, in_modal=in_modal),
    }


def _place(channel: Channel) -> Payload:
    return {"id": channel.id, "name": channel_name(channel)}


def on_message(
    slack: "FakeSlack", person: Person, message: Message, action: Payload, state: Payload
) -> Payload:
    """https://docs.slack.dev/reference/interaction-payloads/block_actions-payload.

    An ephemeral's container says so, and its message is not sent along.
    """
    channel = slack.world.channels[message.channel]
    ephemeral = message.ephemeral_to is not None
    container: Payload = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if message.thread_ts is not None:
        container["thread_ts"] = message.thread_ts
    payload = _common(slack, person, "block_actions") | {
        "container": container,
        "channel": _place(channel),
        "state": {"values": state},
        "response_url": slack.response_urls.issue(channel.id, person.id, message),
        "actions": [action | {"action_ts": slack.new_ts()}],
    }
    if not ephemeral:
        payload["message"] = message_payload(slack, message)
    return payload


def on_view(
    slack: "FakeSlack", person: Person, view: View, action: Payload, state: Payload
) -> Payload:
    """The same for something pressed in a modal or a Home tab: no channel, no response_url."""
    in_modal = view.payload["type"] == "modal"
    return _common(slack, person, "block_actions", in_modal=in_modal) | {
        "container": {"type": "view", "view_id": view.id},
        "view": view_payload(slack, view, state),
        "actions": [action | {"action_ts": slack.new_ts()}],
    }


def submission(slack: "FakeSlack", person: Person, view: View, state: Payload) -> Payload:
    """https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload."""
    return _common(slack, person, "view_submission", in_modal=True) | {
        "view": view_payload(slack, view, state),
        "response_urls": [],
    }


def closing(slack: "FakeSlack", person: Person, view: View, *, cleared: bool) -> Payload:
    payload = _common(slack, person, "view_closed") | {
        "view": view_payload(slack, view),
        "is_cleared": cleared,
    }
    del payload["trigger_id"]
    return payload


def shortcut(slack: "FakeSlack", person: Person, callback_id: str) -> Payload:
    """https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload."""
    return _common(slack, person, "shortcut") | {
        "callback_id": callback_id,
        "action_ts": slack.new_ts(),
    }


def message_shortcut(
    slack: "FakeSlack", person: Person, callback_id: str, message: Message
) -> Payload:
    channel = slack.world.channels[message.channel]
    return _common(slack, person, "message_action") | {
        "callback_id": callback_id,
        "action_ts": slack.new_ts(),
        "channel": _place(channel),
        "message_ts": message.ts,
        "message": message_payload(slack, message),
        "response_url": slack.response_urls.issue(channel.id, person.id, message),
    }
