"""Activities as JSON, compact, without walking through their cards."""

from __future__ import annotations

import json
from copy import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from botbuilder.schema import Activity, Attachment, ConversationParameters


def json_of(body: Mapping[str, Any]) -> bytes:
    """Without a space that nobody needs: Teams counts every byte of a message."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def activity_body(activity: Activity) -> dict[str, Any]:
    """An activity as Teams reads it.

    msrest visits every value of a card: 8.8 ms for one of 24 KB, while writing it as JSON takes
    0.25 ms. So the cards, which are JSON already, go round it.
    """
    bare = copy(activity)
    bare.attachments = None
    body: dict[str, Any] = bare.serialize()
    if activity.attachments:
        body["attachments"] = [_attachment(each) for each in activity.attachments]
    return body


def _attachment(attachment: Attachment) -> dict[str, Any]:
    bare = copy(attachment)
    bare.content = None
    body: dict[str, Any] = bare.serialize()
    if attachment.content is not None:
        body["content"] = attachment.content
    return body


def parameters_body(parameters: ConversationParameters) -> dict[str, Any]:
    """The wish for a conversation as Teams reads it."""
    bare = copy(parameters)
    bare.activity = None
    body: dict[str, Any] = bare.serialize()
    # botbuilder writes tenantID, which only a lenient reader takes for the documented name.
    if tenant := body.pop("tenantID", None):
        body["tenantId"] = tenant
    if parameters.activity is not None:
        body["activity"] = activity_body(parameters.activity)
    return body
