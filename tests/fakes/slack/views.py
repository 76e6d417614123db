"""Modals and Home tabs: the stack each person has open, and what Slack says about a view."""

import hashlib
from typing import TYPE_CHECKING

from tests.fakes.slack import limits
from tests.fakes.slack.blocks import named
from tests.fakes.slack.errors import ApiError, Payload
from tests.fakes.slack.rules import check_view
from tests.fakes.slack.world import View

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


def view_payload(slack: "FakeSlack", view: View, state: Payload | None = None) -> Payload:
    """A view as methods and interactions give it."""
    payload: Payload = {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "title": None,
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
    }
    return (
        payload
        | view.payload
        | {
            "id": view.id,
            "team_id": slack.app.team_id,
            "app_id": slack.app.app_id,
            "bot_id": slack.app.bot_id,
            "app_installed_team_id": slack.app.team_id,
            "state": {"values": state or {}},
            "hash": view.hash,
            "root_view_id": view.root_id,
            "previous_view_id": view.previous_id,
        }
    )


def _made(slack: "FakeSlack", user: str, raw: object, surface: str) -> View:
    payload = check_view(raw, surface, slack.files.ready)
    external_id = payload.get("external_id")
    if external_id and _by_external_id(slack, external_id) is not None:
        raise ApiError("duplicate_external_id")
    view_id = slack.world.new_id("V")
    payload = payload | {"blocks": named(payload["blocks"], slack.world.number)}
    return View(view_id, user, payload, _hash(slack, view_id), view_id)


def _hash(slack: "FakeSlack", view_id: str) -> str:
    digest = hashlib.sha256(f"{view_id}{slack.world.number()}".encode()).hexdigest()
    return f"{int(slack.clock())}.{digest[:8]}"


def _by_external_id(slack: "FakeSlack", external_id: object) -> View | None:
    for view in slack.world.views.values():
        if view.payload.get("external_id") == external_id:
            return view
    return None


def open_view(slack: "FakeSlack", user: str, raw: object) -> View:
    """A new root; whatever the person had open goes."""
    view = _made(slack, user, raw, "modal")
    close_all(slack, user)
    slack.world.views[view.id] = view
    slack.world.stacks[user] = [view.id]
    slack.pulse.beat()
    return view


def push_view(slack: "FakeSlack", user: str, raw: object) -> View:
    stack = slack.world.stacks.get(user, [])
    if not stack:
        raise ApiError("not_found")
    if len(stack) >= limits.VIEWS_IN_STACK:
        raise ApiError("push_limit_reached")
    view = _made(slack, user, raw, "modal")
    view.root_id, view.previous_id = stack[0], stack[-1]
    slack.world.views[view.id] = view
    stack.append(view.id)
    slack.pulse.beat()
    return view


def update_view(slack: "FakeSlack", view: View, raw: object) -> View:
    """The same view with other contents and another hash."""
    payload = check_view(raw, str(view.payload["type"]), slack.files.ready)
    view.payload = payload | {"blocks": named(payload["blocks"], slack.world.number)}
    view.hash = _hash(slack, view.id)
    slack.pulse.beat()
    return view


def publish_home(slack: "FakeSlack", user: str, raw: object) -> View:
    """Each person has one Home, which keeps its id and changes its hash."""
    view = _made(slack, user, raw, "home")
    if (before := slack.world.homes.get(user)) is not None:
        view.id = view.root_id = before.id
    slack.world.homes[user] = view
    slack.pulse.beat()
    return view


def find_view(slack: "FakeSlack", args: Payload) -> View:
    """By `view_id` or `external_id`, with the `hash` still current if one is given."""
    view = slack.world.views.get(str(args.get("view_id")))
    if view is None and args.get("external_id"):
        view = _by_external_id(slack, args["external_id"])
    if view is None:
        raise ApiError("not_found")
    if args.get("hash") and args["hash"] != view.hash:
        raise ApiError("hash_conflict")
    return view


def close_top(slack: "FakeSlack", user: str) -> None:
    stack = slack.world.stacks.get(user, [])
    if stack:
        slack.world.views.pop(stack.pop(), None)
    slack.pulse.beat()


def close_all(slack: "FakeSlack", user: str) -> None:
    for view_id in slack.world.stacks.pop(user, []):
        slack.world.views.pop(view_id, None)
    slack.pulse.beat()
