"""Where a message can be read: the address that chat.getPermalink would tell, without asking.

https://docs.slack.dev/reference/methods/chat.getPermalink
"""

from __future__ import annotations


def permalink(workspace: str, *, channel: str, ts: str, thread: str | None = None) -> str:
    """The address of a message.

    Args:
        workspace: The workspace's own address, as Slack tells it: ``https://example.slack.com/``.
        channel: The conversation.
        ts: The message's timestamp.
        thread: The timestamp of what it stands under, if it is a reply.
    """
    address = f"{workspace.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}"
    if thread is None or thread == ts:
        return address
    return f"{address}?thread_ts={thread}&cid={channel}"
