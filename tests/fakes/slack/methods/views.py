"""views.*: modals against a fresh trigger, and Home tabs."""

from tests.fakes.slack.errors import ApiError, Payload
from tests.fakes.slack.methods.registry import Call, method
from tests.fakes.slack.rules import check_view, parsed
from tests.fakes.slack.views import (
    find_view,
    open_view,
    publish_home,
    push_view,
    update_view,
    view_payload,
)


@method("views.open")
def open_(call: Call) -> Payload:
    raw = parsed(call.args, "view", "invalid_arguments")
    # A view that is refused does not use up the trigger.
    check_view(raw, "modal", call.slack.files.ready)
    trigger = call.slack.triggers.exchange(call.need("trigger_id"))
    if trigger.in_modal:
        # Slack says ok, and on a computer nothing opens: stricter here.
        # https://github.com/slackapi/bolt-js/issues/1072
        raise ApiError("not_found")
    view = open_view(call.slack, trigger.user, raw)
    return {"view": view_payload(call.slack, view)}


@method("views.push")
def push(call: Call) -> Payload:
    raw = parsed(call.args, "view", "invalid_arguments")
    check_view(raw, "modal", call.slack.files.ready)
    trigger = call.slack.triggers.exchange(call.need("trigger_id"))
    if not trigger.in_modal:
        raise ApiError("not_found")
    view = push_view(call.slack, trigger.user, raw)
    return {"view": view_payload(call.slack, view)}


@method("views.update")
def update(call: Call) -> Payload:
    view = find_view(call.slack, call.args)
    update_view(call.slack, view, parsed(call.args, "view", "invalid_arguments"))
    return {"view": view_payload(call.slack, view)}


@method("views.publish")
def publish(call: Call) -> Payload:
    user = call.need("user_id")
    if not call.slack.app.home_tab:
        raise ApiError("not_enabled")
    if user not in call.slack.world.people:
        raise ApiError("user_not_found")
    home = call.slack.world.homes.get(user)
    if call.args.get("hash") and home is not None and call.args["hash"] != home.hash:
        raise ApiError("hash_conflict")
    view = publish_home(call.slack, user, parsed(call.args, "view", "invalid_arguments"))
    return {"view": view_payload(call.slack, view)}
