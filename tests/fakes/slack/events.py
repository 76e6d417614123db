"""The events a message causes, shaped as the Events API documents them."""

from typing import TYPE_CHECKING

from tests.fakes.slack.errors import Payload
from tests.fakes.slack.world import Message

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

CHANNEL_TYPES = {"channel": "channels", "group": "groups", "im": "im"}


def message_payload(slack: "FakeSlack", message: Message) -> Payload:
    """A message as the Web API and events give it."""
    payload: Payload = {"type": "message", "text": message.text, "ts": message.ts}
    optional = {
        "subtype": message.subtype,
        "user": message.user,
        "bot_id": message.bot_id,
        "app_id": message.app_id,
        "team": message.team if message.user else None,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "thread_ts": message.thread_ts,
    }
    payload.update({key: value for key, value in optional.items() if value})
    if message.bot_id:
        payload["bot_profile"] = {
            "id": message.bot_id,
            "app_id": slack.app.app_id,
            "name": slack.app.name,
            "deleted": False,
            "team_id": slack.app.team_id,
        }
    if message.edited:
        payload["edited"] = {"user": message.user or message.bot_id, "ts": message.ts}
    if message.files:
        payload["files"] = [slack.files.payload(slack.world.files[each]) for each in message.files]
    if message.ephemeral_to is None and not message.is_reply:
        replies = slack.world.replies(message)
        if replies:
            payload |= {
                "thread_ts": message.ts,
                "reply_count": len(replies),
                "latest_reply": replies[-1].ts,
                "reply_users": sorted({reply.user or reply.bot_id or "" for reply in replies}),
            }
    if message.is_reply and message.broadcast:
        payload["subtype"] = "thread_broadcast"
    return payload


def envelope(slack: "FakeSlack", event: Payload, *, external: bool) -> Payload:
    """https://docs.slack.dev/apis/events-api#callback-field."""
    app = slack.app
    return {
        "token": app.verification_token,
        "team_id": app.team_id,
        "context_team_id": app.team_id,
        "context_enterprise_id": None,
        "api_app_id": app.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": slack.world.new_id("Ev"),
        "event_time": int(slack.clock()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": app.team_id,
                "user_id": app.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": external,
        "event_context": f"4-{slack.world.number()}",
    }


def about_message(slack: "FakeSlack", message: Message) -> list[Payload]:
    """What the bot is told about a new message: nothing, a mention, a message, or both."""
    channel = slack.world.channels[message.channel]
    app = slack.app
    if message.ephemeral_to is not None or app.bot_user_id not in channel.members:
        return []
    external = slack.is_shared(channel)
    base = message_payload(slack, message) | {"channel": channel.id, "event_ts": message.ts}
    if message.user and not message.bot_id:
        base["client_msg_id"] = f"00000000-0000-4000-8000-{slack.world.number():012d}"
    person = slack.world.people.get(message.user or "")
    if external and person is not None:
        base |= {"user_team": person.team, "source_team": person.team}
        if person.team != app.team_id:
            base["user_profile"] = {
                "team": person.team,
                "name": person.name,
                "real_name": person.real_name,
                "display_name": person.name,
                "first_name": person.real_name.split()[0],
                "is_restricted": False,
                "is_ultra_restricted": False,
            }
    found = []
    mentioned = f"<@{app.bot_user_id}>" in message.text and not message.bot_id
    # In a direct message only message.im is sent.
    # https://docs.slack.dev/reference/events/app_mention
    if mentioned and channel.kind != "im" and app.hears("app_mention"):
        found.append(envelope(slack, base | {"type": "app_mention"}, external=external))
    if app.hears(f"message.{CHANNEL_TYPES[channel.kind]}"):
        event = base | {"channel_type": channel.kind}
        found.append(envelope(slack, event, external=external))
    return found


def about_change(slack: "FakeSlack", before: Payload, message: Message) -> list[Payload]:
    """message_changed or message_deleted, where the app listens to messages."""
    channel = slack.world.channels[message.channel]
    subscription = f"message.{CHANNEL_TYPES[channel.kind]}"
    if (
        message.ephemeral_to is not None
        or slack.app.bot_user_id not in channel.members
        or not slack.app.hears(subscription)
    ):
        return []
    ts = slack.new_ts()
    event: Payload = {
        "type": "message",
        "subtype": "message_deleted" if message.deleted else "message_changed",
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel.kind,
        "previous_message": before,
        "ts": ts,
        "event_ts": ts,
    }
    if message.deleted:
        event["deleted_ts"] = message.ts
    else:
        event["message"] = message_payload(slack, message)
    return [envelope(slack, event, external=slack.is_shared(channel))]
