"""Checks what is sent as a whole: a message's text, blocks and metadata, or a view."""

import json
from collections.abc import Callable
from typing import Any

from tests.fakes.slack import limits
from tests.fakes.slack.blocks import check_blocks
from tests.fakes.slack.composition import Check
from tests.fakes.slack.errors import ApiError, Payload
from tests.fakes.slack.reading import characters

Ready = Callable[[Payload], bool]


def parsed(args: Payload, key: str, wrong: str) -> Any:  # noqa: ANN401 - any JSON may come
    """An argument that is JSON, sent as JSON or as a string of JSON."""
    value = args.get(key)
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value else None
    except json.JSONDecodeError as error:
        raise ApiError(wrong) from error


def check_message(args: Payload, ready: Ready, *, by_api: bool = True) -> None:
    """Refuse a message that Slack would refuse.

    `by_api` is false for a response_url, where the limit on all blocks together is not applied
    (https://github.com/slackapi/bolt-js/issues/2867).
    """
    text = args.get("text")
    blocks, attachments = args.get("blocks"), args.get("attachments")
    if not text and not blocks and not attachments:
        raise ApiError("no_text")
    if isinstance(text, str) and len(text) > limits.MESSAGE_TEXT:
        raise ApiError("msg_too_long")
    if blocks is not None and not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    check = Check(picture_ready=ready)
    check_blocks(check, blocks or [], "message")
    for index, attachment in enumerate(attachments or []):
        if "blocks" in attachment:
            check_blocks(check, attachment["blocks"], "message", f"/attachments/{index}/blocks")
    if check.problems:
        raise ApiError("invalid_blocks", messages=check.problems)
    if by_api and characters(blocks) > limits.MESSAGE_BLOCKS_TEXT:
        raise ApiError("msg_blocks_too_long")


def check_metadata(metadata: object) -> Payload | None:
    """https://docs.slack.dev/messaging/message-metadata."""
    if metadata is None:
        return None
    if (
        not isinstance(metadata, dict)
        or not isinstance(metadata.get("event_type"), str)
        or not isinstance(metadata.get("event_payload"), dict)
    ):
        raise ApiError("invalid_metadata_format")
    if len(json.dumps(metadata)) > limits.METADATA_CHARACTERS:
        raise ApiError("metadata_too_large")
    return metadata


MODAL_KEYS = (
    "blocks private_metadata callback_id external_id"
    " close submit clear_on_close notify_on_close submit_disabled"
)
HOME_KEYS = "private_metadata callback_id external_id"


def check_view(view: object, surface: str, ready: Ready) -> Payload:
    """A modal or a Home tab, or `invalid_arguments` with every problem."""
    check = Check(picture_ready=ready)
    if not isinstance(view, dict):
        raise ApiError(
            "invalid_arguments", messages=["must provide an object [json-pointer:/view]"]
        )
    if view.get("type") != surface:
        check.fail(f"unsupported type: {view.get('type')}", "/view/type")
    if surface == "modal":
        check.keys(view, "/view", "type title blocks", MODAL_KEYS)
        check.text_if_there(view, "title", "/view", limits.MODAL_TITLE)
        check.text_if_there(view, "submit", "/view", limits.MODAL_BUTTON)
        check.text_if_there(view, "close", "/view", limits.MODAL_BUTTON)
    else:
        check.keys(view, "/view", "type blocks", HOME_KEYS)
    check.fits_if_there(view, "private_metadata", limits.PRIVATE_METADATA, "/view")
    check.fits_if_there(view, "callback_id", limits.CALLBACK_ID, "/view")
    blocks = view.get("blocks") or []
    check_blocks(check, blocks, "modal" if surface == "modal" else "home", "/view/blocks")
    asks = any(isinstance(block, dict) and block.get("type") == "input" for block in blocks)
    if surface == "modal" and asks and "submit" not in view:
        check.fail("missing required field: submit", "/view")
    if check.problems:
        raise ApiError("invalid_arguments", messages=check.problems)
    if len(json.dumps(view)) > limits.VIEW_BYTES:
        raise ApiError("view_too_large")
    return view
