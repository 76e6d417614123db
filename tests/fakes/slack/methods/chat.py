"""chat.*: post, whisper, change and delete messages."""

from tests.fakes.slack.app import SLACKBOT
from tests.fakes.slack.errors import ApiError, Payload
from tests.fakes.slack.events import message_payload
from tests.fakes.slack.methods.registry import Call, method
from tests.fakes.slack.posting import change, put_by_bot, remove
from tests.fakes.slack.rules import Ready, check_message, check_metadata, parsed
from tests.fakes.slack.world import Channel, Message


def _contents(call: Call, ready: Ready) -> Payload:
    """Text, blocks and attachments, checked."""
    contents: Payload = {
        "text": str(call.args.get("text") or ""),
        "blocks": parsed(call.args, "blocks", "invalid_blocks_format"),
        "attachments": parsed(call.args, "attachments", "invalid_attachments"),
    }
    check_message(contents, ready)
    return contents


def _without_none(contents: Payload) -> Payload:
    return {key: value for key, value in contents.items() if value is not None}


def _target(call: Call) -> Channel:
    """A channel by id or #name, or a person: their direct messages."""
    slack, wanted = call.slack, call.need("channel")
    if wanted in slack.world.people:
        return slack.world.direct(wanted, slack.app.bot_user_id)
    for channel in slack.world.channels.values():
        if channel.kind == "channel" and wanted in {f"#{channel.name}", channel.name}:
            call.args["channel"] = channel.id
    return call.channel()


def _thread(call: Call, channel: Channel) -> str | None:
    """A thread is named by its parent's ts, and the parent must exist."""
    thread_ts = call.args.get("thread_ts")
    if not thread_ts:
        return None
    parent = call.slack.world.find(channel.id, str(thread_ts))
    if parent is None:
        raise ApiError("thread_not_found")
    if parent.is_reply or parent.ephemeral_to is not None or parent.user == SLACKBOT:
        raise ApiError("cannot_reply_to_message")
    return parent.ts


@method("chat.postMessage", scope="chat:write")
def post_message(call: Call) -> Payload:
    channel = _target(call)
    if channel.archived:
        raise ApiError("is_archived")
    public = channel.kind == "channel" and "chat:write.public" in call.scopes
    if not public:
        call.must_be_in(channel)
    contents = _without_none(_contents(call, call.slack.files.ready))
    metadata = check_metadata(parsed(call.args, "metadata", "invalid_metadata_format"))
    thread_ts = _thread(call, channel)
    call.slack.throttle.take(channel.id)
    message = put_by_bot(
        call.slack,
        channel.id,
        **contents,
        thread_ts=thread_ts,
        broadcast=call.flag("reply_broadcast"),
        metadata=metadata,
        via="chat.postMessage",
    )
    payload = message_payload(call.slack, message)
    if metadata is not None:
        payload["metadata"] = metadata
    return {"channel": channel.id, "ts": message.ts, "message": payload}


@method("chat.postEphemeral", scope="chat:write")
def post_ephemeral(call: Call) -> Payload:
    channel, user = call.channel(), call.need("user")
    call.must_be_in(channel)
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    contents = _without_none(_contents(call, call.slack.files.none_ready))
    message = put_by_bot(
        call.slack,
        channel.id,
        **contents,
        thread_ts=_thread(call, channel),
        ephemeral_to=user,
        via="chat.postEphemeral",
    )
    return {"message_ts": message.ts}


def _own(call: Call, refusal: str) -> Message:
    """The bot's own message, where the bot is; an ephemeral cannot be reached by its ts."""
    channel = call.channel()
    call.must_be_in(channel)
    message = call.slack.world.find(channel.id, call.need("ts"))
    if message is None or message.ephemeral_to is not None:
        raise ApiError("message_not_found")
    if message.bot_id != call.slack.app.bot_id:
        raise ApiError(refusal)
    return message


@method("chat.update", scope="chat:write")
def update(call: Call) -> Payload:
    """Blocks and attachments that are not named stay; an empty list removes them.

    https://docs.slack.dev/reference/methods/chat.update
    """
    message = _own(call, "cant_update_message")
    contents = _contents(call, call.slack.files.ready)
    if "text" not in call.args:
        contents["text"] = None
    metadata = check_metadata(parsed(call.args, "metadata", "invalid_metadata_format"))
    change(call.slack, message, **contents, metadata=metadata)
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": message.text,
        "message": message_payload(call.slack, message),
    }


@method("chat.delete", scope="chat:write")
def delete(call: Call) -> Payload:
    message = _own(call, "cant_delete_message")
    remove(call.slack, message)
    return {"channel": message.channel, "ts": message.ts}


@method("chat.getPermalink")
def permalink(call: Call) -> Payload:
    channel = call.channel()
    if call.slack.world.find(channel.id, call.need("message_ts")) is None:
        raise ApiError("message_not_found")
    ts = call.need("message_ts").replace(".", "")
    domain = call.slack.app.team_domain
    return {
        "channel": channel.id,
        "permalink": f"https://{domain}.slack.com/archives/{channel.id}/p{ts}",
    }
