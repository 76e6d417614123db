"""Finds what a person presses in a message or view, and what Slack sends about it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tests.fakes.slack.blocks import elements_of
from tests.fakes.slack.errors import Payload, RefusedByClientError
from tests.fakes.slack.filling import pick
from tests.fakes.slack.world import Message, View

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

Found = tuple[Payload, Payload]


def _before(slack: "FakeSlack", user: str, target: Message | View) -> list[Payload]:
    """The blocks, if the person really has them before their eyes."""
    if isinstance(target, View):
        home = slack.world.homes.get(user)
        stack = slack.open_views(user)
        if not (home is not None and home.id == target.id) and (
            not stack or stack[-1].id != target.id
        ):
            raise RefusedByClientError(f"{user} does not have this view before them")
        return target.blocks
    if target not in slack.seen_by(user, target.channel):
        raise RefusedByClientError(f"{user} cannot see this message")
    attached = [block for item in target.attachments for block in item.get("blocks", [])]
    return target.blocks + attached


def _all(blocks: list[Payload]) -> Iterator[Found]:
    for block in blocks:
        for element in elements_of(block):
            yield block, element


def _one(found: list[Found], wanted: str, there: list[str]) -> Found:
    if not found:
        raise RefusedByClientError(f"there is no {wanted!r} here, only {there}")
    return found[0]


def _find(
    slack: "FakeSlack",
    user: str,
    target: Message | View,
    wanted: str,
    names: Callable[[Payload], list[str]],
) -> Found:
    usable = [item for item in _all(_before(slack, user, target)) if names(item[1])]
    found = [item for item in usable if wanted in names(item[1])]
    return _one(found, wanted, [names(item[1])[0] for item in usable])


def find_button(slack: "FakeSlack", user: str, target: Message | View, wanted: str) -> Found:
    def names(element: Payload) -> list[str]:
        if element["type"] != "button":
            return []
        return [element["text"]["text"], element["action_id"], element.get("value", "")]

    return _find(slack, user, target, wanted, names)


def find_menu(slack: "FakeSlack", user: str, target: Message | View, wanted: str) -> Found:
    def names(element: Payload) -> list[str]:
        if element["type"] in {"button", "image"}:
            return []
        return [element["action_id"], element.get("placeholder", {}).get("text", "")]

    return _find(slack, user, target, wanted, names)


def pressed(block: Payload, element: Payload) -> Payload:
    """One entry of `actions`, as block_actions documents it."""
    action = {
        "type": "button",
        "block_id": block["block_id"],
        "action_id": element["action_id"],
        "text": element["text"],
    }
    return action | {key: element[key] for key in ("value", "style", "url") if key in element}


def chosen(block: Payload, element: Payload, option: str) -> Payload:
    found = pick(element, option)
    if element["type"] == "overflow":
        found = {"type": "overflow", "selected_option": found["selected_option"]}
    return found | {"block_id": block["block_id"], "action_id": element["action_id"]}
