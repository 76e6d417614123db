"""files.*: the three steps of an upload, and asking how a file is."""

from tests.fakes.slack.errors import ApiError, Payload
from tests.fakes.slack.methods.registry import Call, method
from tests.fakes.slack.posting import put_by_bot
from tests.fakes.slack.rules import parsed
from tests.fakes.slack.world import Channel, File


@method("files.getUploadURLExternal", scope="files:write")
def get_upload_url(call: Call) -> Payload:
    length = call.need("length")
    if not length.isdigit() or int(length) == 0:
        raise ApiError("invalid_arguments", messages=["length must be a positive integer"])
    file = File(
        call.slack.world.new_id("F"),
        call.need("filename"),
        int(length),
        alt_text=str(call.args.get("alt_txt") or ""),
    )
    call.slack.world.files[file.id] = file
    return {"upload_url": call.slack.files.upload_url(file), "file_id": file.id}


def _share_with(call: Call) -> list[Channel]:
    """Where the files go: nowhere yet, one channel, or several."""
    wanted = str(call.args.get("channel_id") or call.args.get("channels") or "")
    channels = []
    for channel_id in filter(None, wanted.split(",")):
        channel = call.slack.world.channels.get(channel_id)
        if channel is None:
            raise ApiError("channel_not_found")
        call.must_be_in(channel)
        channels.append(channel)
    thread_ts = call.args.get("thread_ts")
    if thread_ts and not all(call.slack.world.find(c.id, str(thread_ts)) for c in channels):
        raise ApiError("thread_not_found")
    return channels


@method("files.completeUploadExternal", scope="files:write")
def complete_upload(call: Call) -> Payload:
    """Only now does processing begin; with a channel, a message shares the files."""
    named = parsed(call.args, "files", "invalid_arguments")
    if not isinstance(named, list) or not named:
        raise ApiError("invalid_arguments", messages=["missing required field: files"])
    channels = _share_with(call)
    done = []
    for item in named:
        file = call.slack.world.files.get(str(item.get("id")))
        if file is None or file.content is None or file.completed_at is not None:
            raise ApiError("file_not_found")
        done.append((file, str(item.get("title") or "")))
    for file, title in done:
        file.title = title or file.name
        file.completed_at = call.slack.clock()
        file.channels = [channel.id for channel in channels]
    for channel in channels:
        put_by_bot(
            call.slack,
            channel.id,
            text=str(call.args.get("initial_comment") or ""),
            thread_ts=call.args.get("thread_ts"),
            files=[file.id for file, _ in done],
            subtype="file_share",
            via="files",
        )
    call.slack.pulse.beat()
    return {"files": [call.slack.files.payload(file) for file, _ in done]}


@method("files.info", scope="files:read")
def info(call: Call) -> Payload:
    file = call.slack.world.files.get(call.need("file"))
    if file is None or file.completed_at is None:
        raise ApiError("file_not_found")
    return {"file": call.slack.files.payload(file)}
