"""conversations.*: what was said where, and opening direct messages."""

from tests.fakes.slack.errors import ApiError, Payload
from tests.fakes.slack.events import message_payload
from tests.fakes.slack.methods.registry import Call, method
from tests.fakes.slack.world import Channel, Message

FAMILY = {"channel": "channels", "group": "groups", "im": "im"}
TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im"}


def _readable(call: Call) -> Channel:
    """A channel whose history the token may read."""
    channel = call.channel()
    call.need_scope(f"{FAMILY[channel.kind]}:history")
    call.must_be_in(channel)
    return channel


def _within(call: Call, message: Message) -> bool:
    """Between `oldest` and `latest`, both left out unless `inclusive`."""
    ts = float(message.ts)
    oldest = float(call.args.get("oldest") or 0)
    latest = float(call.args.get("latest") or "inf")
    if call.flag("inclusive"):
        return oldest <= ts <= latest
    return oldest < ts < latest


def _told(call: Call, message: Message) -> Payload:
    """Metadata only for who asks for it."""
    payload = message_payload(call.slack, message)
    if message.metadata is not None and call.flag("include_all_metadata"):
        payload["metadata"] = message.metadata
    return payload


@method("conversations.history")
def history(call: Call) -> Payload:
    """Newest first; neither replies nor ephemerals."""
    channel = _readable(call)
    found = [
        _told(call, message)
        for message in reversed(call.slack.world.messages)
        if message.channel == channel.id
        and not message.deleted
        and message.ephemeral_to is None
        and (not message.is_reply or message.broadcast)
        and _within(call, message)
    ]
    messages, metadata = call.page(found, 100, 999)
    return {
        "messages": messages,
        "has_more": bool(metadata["next_cursor"]),
        "pin_count": 0,
        "response_metadata": metadata,
    }


@method("conversations.replies")
def replies(call: Call) -> Payload:
    """The parent, then its replies, oldest first."""
    channel = _readable(call)
    parent = call.slack.world.find(channel.id, call.need("ts"))
    if parent is None or parent.ephemeral_to is not None:
        raise ApiError("thread_not_found")
    found = [_told(call, parent)] + [
        _told(call, message)
        for message in call.slack.world.replies(parent)
        if _within(call, message)
    ]
    messages, metadata = call.page(found, 1000, 1000)
    return {
        "messages": messages,
        "has_more": bool(metadata["next_cursor"]),
        "response_metadata": metadata,
    }


def _told_channel(call: Call, channel: Channel) -> Payload:
    shared = call.slack.is_shared(channel)
    payload: Payload = {
        "id": channel.id,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.kind == "im",
        "is_private": channel.kind != "channel",
        "is_archived": channel.archived,
        "is_ext_shared": shared,
        "is_shared": shared,
        "is_member": call.slack.app.bot_user_id in channel.members,
    }
    if channel.kind == "im":
        others = channel.members - {call.slack.app.bot_user_id}
        return payload | {"user": next(iter(others))}
    return payload | {"name": channel.name, "name_normalized": channel.name}


@method("conversations.info")
def info(call: Call) -> Payload:
    channel = call.channel()
    call.need_scope(f"{FAMILY[channel.kind]}:read")
    payload = _told_channel(call, channel)
    if call.flag("include_num_members"):
        payload["num_members"] = len(channel.members)
    return {"channel": payload}


@method("conversations.members")
def members(call: Call) -> Payload:
    channel = call.channel()
    call.need_scope(f"{FAMILY[channel.kind]}:read")
    found, metadata = call.page([{"id": person} for person in sorted(channel.members)], 100, 1000)
    return {"members": [person["id"] for person in found], "response_metadata": metadata}


@method("conversations.list")
def list_channels(call: Call) -> Payload:
    """Public channels unless other `types` are asked for; private ones only where the bot is."""
    kinds = set()
    for wanted in str(call.args.get("types") or "public_channel").split(","):
        if wanted not in TYPES:
            raise ApiError("invalid_types")
        kinds.add(TYPES[wanted])
        call.need_scope(f"{FAMILY[TYPES[wanted]]}:read")
    bot = call.slack.app.bot_user_id
    found = [
        _told_channel(call, channel)
        for channel in call.slack.world.channels.values()
        if channel.kind in kinds
        and (channel.kind == "channel" or bot in channel.members)
        and not (channel.archived and call.flag("exclude_archived"))
    ]
    channels, metadata = call.page(found, 100, 1000)
    return {"channels": channels, "response_metadata": metadata}


@method("conversations.open", scope="im:write")
def open_direct(call: Call) -> Payload:
    """A direct message with one person."""
    users = str(call.args.get("users") or "").split(",")
    if users == [""]:
        raise ApiError("users_list_not_supplied")
    if len(users) > 1:
        # Group direct messages are not part of this fake.
        raise ApiError("method_not_supported_for_channel_type")
    if users[0] not in call.slack.world.people:
        raise ApiError("user_not_found")
    channel = call.slack.world.direct(users[0], call.slack.app.bot_user_id)
    return {"channel": {"id": channel.id}}
