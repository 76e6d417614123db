"""Checks block elements: buttons, menus, inputs; their keys, and where each may stand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tests.fakes.slack import limits
from tests.fakes.slack.composition import Check
from tests.fakes.slack.errors import Payload


@dataclass(frozen=True)
class Kind:
    """Required and optional keys (space-separated), the blocks that take it, further rules."""

    required: str
    optional: str
    homes: str
    rules: Callable[[Check, Payload, str], None] = lambda _check, _node, _where: None


def _button(check: Check, node: Payload, where: str) -> None:
    check.text(node["text"], f"{where}/text", limits.BUTTON_TEXT, plain=True)
    check.fits_if_there(node, "value", limits.BUTTON_VALUE, where)
    check.fits_if_there(node, "url", limits.BUTTON_URL, where)
    check.fits_if_there(node, "accessibility_label", limits.ACCESSIBILITY_LABEL, where)
    if node.get("style", "primary") not in {"primary", "danger"}:
        check.fail(f"must be a valid enum value: {node['style']}", f"{where}/style")


def _menu(check: Check, node: Payload, where: str) -> None:
    check.options(node, where, limits.SELECT_OPTIONS, groups=True)


def _overflow(check: Check, node: Payload, where: str) -> None:
    check.options(node, where, limits.OVERFLOW_OPTIONS)


def _choices(check: Check, node: Payload, where: str) -> None:
    check.options(node, where, limits.CHOICE_OPTIONS, mrkdwn=True)


def _plain_text_input(check: Check, node: Payload, where: str) -> None:
    check.fits_if_there(node, "initial_value", limits.INPUT_LENGTH, where)
    for key in ("min_length", "max_length"):
        if key in node and not 0 <= node[key] <= limits.INPUT_LENGTH:
            check.fail(f"must be between 0 and {limits.INPUT_LENGTH}", f"{where}/{key}")


def _date(check: Check, node: Payload, where: str) -> None:
    if "initial_date" in node:
        try:
            date.fromisoformat(str(node["initial_date"]))
        except ValueError:
            check.fail("must be a valid date", f"{where}/initial_date")


def _image(check: Check, node: Payload, where: str) -> None:
    check.picture(node, where)


def _number(check: Check, node: Payload, where: str) -> None:
    if not isinstance(node["is_decimal_allowed"], bool):
        check.fail("must be a boolean", f"{where}/is_decimal_allowed")


MENU = "action_id placeholder confirm focus_on_load"
TYPED = "action_id placeholder focus_on_load initial_value dispatch_action_config"
EVERYWHERE = "section actions input"

# https://docs.slack.dev/reference/block-kit/block-elements
KINDS = {
    "button": Kind(
        "text",
        "action_id url value style confirm accessibility_label",
        "section actions",
        _button,
    ),
    "static_select": Kind("", f"{MENU} options option_groups initial_option", EVERYWHERE, _menu),
    "multi_static_select": Kind(
        "",
        f"{MENU} options option_groups initial_options max_selected_items",
        "section input",
        _menu,
    ),
    "users_select": Kind("", f"{MENU} initial_user", EVERYWHERE),
    "multi_users_select": Kind("", f"{MENU} initial_users max_selected_items", "section input"),
    "channels_select": Kind("", f"{MENU} initial_channel response_url_enabled", EVERYWHERE),
    "conversations_select": Kind(
        "",
        f"{MENU} initial_conversation default_to_current_conversation response_url_enabled filter",
        EVERYWHERE,
    ),
    "overflow": Kind("options", "action_id confirm", "section actions", _overflow),
    "datepicker": Kind("", f"{MENU} initial_date", EVERYWHERE, _date),
    "timepicker": Kind("", f"{MENU} initial_time timezone", EVERYWHERE),
    "datetimepicker": Kind(
        "", "action_id initial_date_time confirm focus_on_load", "actions input"
    ),
    "checkboxes": Kind(
        "options", "action_id initial_options confirm focus_on_load", EVERYWHERE, _choices
    ),
    "radio_buttons": Kind(
        "options", "action_id initial_option confirm focus_on_load", EVERYWHERE, _choices
    ),
    "plain_text_input": Kind(
        "", f"{TYPED} multiline min_length max_length", "input", _plain_text_input
    ),
    "number_input": Kind("is_decimal_allowed", f"{TYPED} min_value max_value", "input", _number),
    "email_text_input": Kind("", TYPED, "input"),
    "url_text_input": Kind("", TYPED, "input"),
    "image": Kind("alt_text", "image_url slack_file", "section context", _image),
}


def check_element(check: Check, node: object, where: str, home: str) -> None:
    """One element inside a block of type `home`."""
    if not isinstance(node, dict):
        check.fail("must provide an object", where)
        return
    kind = KINDS.get(str(node.get("type")))
    if kind is None or home not in kind.homes.split():
        check.fail(f"unsupported type: {node.get('type')}", f"{where}/type")
        return
    found = check.keys(node, where, f"type {kind.required}", kind.optional)
    check.identify(node, "action_id", where)
    check.text_if_there(node, "placeholder", where, limits.PLACEHOLDER)
    check.confirm(node, where)
    if found is not None:
        kind.rules(check, found, where)
