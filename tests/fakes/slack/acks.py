"""What Slack does with the body of an acknowledgement: show it, or act on the open view."""

import dataclasses
import json
from typing import TYPE_CHECKING

from tests.fakes.slack.app import SLACKBOT
from tests.fakes.slack.delivery import Ack
from tests.fakes.slack.errors import ApiError, Payload
from tests.fakes.slack.posting import put
from tests.fakes.slack.responses import ResponseUrl, answer
from tests.fakes.slack.views import close_all, close_top, push_view, update_view
from tests.fakes.slack.world import View

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


def _failed(ack: Ack, failure: str) -> Ack:
    return dataclasses.replace(ack, failure=failure)


def named_failure(ack: Ack) -> str | None:
    """What people are told. Anything but a 200 in time is a failure.

    https://docs.slack.dev/interactivity/implementing-slash-commands#responding_to_commands
    """
    if ack.failure == "http_timeout":
        return "operation_timeout"
    if ack.failure is not None or ack.status != 200:
        return "dispatch_failed"
    return None


def _json(ack: Ack) -> Payload | None:
    try:
        found = json.loads(ack.body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def take_command_ack(slack: "FakeSlack", payload: Payload, ack: Ack) -> Ack:
    """Show the answer to a command, or its failure, to who typed it."""
    channel, user = str(payload["channel_id"]), str(payload["user_id"])
    failure = named_failure(ack)
    if failure is None and ack.body.strip():
        body = _json(ack) if ack.content_type == "application/json" else {"text": ack.body}
        try:
            answer(slack, ResponseUrl(channel, user, slack.clock()), body or {}, via="ack")
        except ApiError as error:
            slack.complaints.append(f"{payload['command']}: {error}")
            failure = "invalid_command_response"
    if failure is None:
        return ack
    put(
        slack,
        channel,
        text=f'{payload["command"]} failed with the error "{failure}"',
        user=SLACKBOT,
        ephemeral_to=user,
        via="client",
    )
    return _failed(ack, failure)


def take_interaction_ack(slack: "FakeSlack", ack: Ack) -> Ack:
    """A button's failure shows as a warning sign; the body of a success is ignored."""
    failure = named_failure(ack)
    if failure is None:
        if ack.body.strip() not in {"", "ok"}:
            slack.complaints.append(f"the body of an acknowledged action is ignored: {ack.body}")
        return ack
    slack.complaints.append(f"interaction: {failure}")
    return _failed(ack, failure)


def take_submission_ack(slack: "FakeSlack", view: View, ack: Ack) -> Ack:
    """Close the view, or follow `response_action`; a failure leaves it open."""
    failure = named_failure(ack)
    if failure is None:
        try:
            _follow(slack, view, _json(ack) if ack.body.strip() else {})
        except ApiError as error:
            slack.complaints.append(f"view_submission: {error}")
            failure = "invalid_response_action"
    return ack if failure is None else _failed(ack, failure)


def _follow(slack: "FakeSlack", view: View, body: Payload | None) -> None:
    """https://docs.slack.dev/surfaces/modals#response_actions."""
    action = (body or {}).get("response_action")
    if body == {}:
        close_top(slack, view.user)
    elif body is not None and action == "errors":
        _show_errors(slack, view, body.get("errors"))
    elif body is not None and action == "update":
        update_view(slack, view, body.get("view"))
    elif body is not None and action == "push":
        push_view(slack, view.user, body.get("view"))
    elif action == "clear":
        close_all(slack, view.user)
    else:
        raise ApiError("invalid_response_action")


def _show_errors(slack: "FakeSlack", view: View, errors: object) -> None:
    """Errors stand beside inputs; one that names no input is lost, so refuse it."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise ApiError("invalid_errors", messages=[f"errors must name input blocks: {errors}"])
    slack.view_errors[view.id] = {str(key): str(value) for key, value in errors.items()}
