"""Fills in inputs as a client does: defaults, options by their words, required ones enforced."""

from collections.abc import Callable
from typing import Any

from tests.fakes.slack.blocks import elements_of
from tests.fakes.slack.errors import Payload, RefusedByClientError

# Where each kind of input keeps its value, and its default.
VALUE_KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}


def _options(element: Payload) -> list[Payload]:
    groups = element.get("option_groups", [])
    return list(element.get("options", [])) + [item for one in groups for item in one["options"]]


def _option(element: Payload, wanted: object) -> Payload:
    for option in _options(element):
        if wanted in {option["value"], option["text"]["text"]}:
            return option
    there = [option["text"]["text"] for option in _options(element)]
    raise RefusedByClientError(f"there is no option {wanted!r}, only {there}")


def _typed(element: Payload, text: object) -> str:
    """Text within the input's own bounds."""
    value = str(text)
    most, least = element.get("max_length", 3000), element.get("min_length", 0)
    if not least <= len(value) <= most:
        raise RefusedByClientError(f"this input takes {least} to {most} characters")
    return value


READ: dict[str, Callable[[Payload, Any], Any]] = {
    "value": _typed,
    "selected_option": _option,
    "selected_options": lambda element, wanted: [_option(element, item) for item in wanted],
}


def pick(element: Payload, wanted: object) -> Payload:
    """An input's state after a person gave it this value."""
    key, _ = VALUE_KEYS[element["type"]]
    read = READ.get(key)
    return {"type": element["type"], key: read(element, wanted) if read else wanted}


def state_of(blocks: list[Payload]) -> Payload:
    """What inputs hold before anyone touches them."""
    state: Payload = {}
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in VALUE_KEYS and element["type"] != "overflow":
                key, default = VALUE_KEYS[element["type"]]
                empty: object = [] if key.endswith("s") else None
                held = {"type": element["type"], key: element.get(default, empty)}
                state.setdefault(block["block_id"], {})[element["action_id"]] = held
    return state


def _wanted(block: Payload, element: Payload, values: Payload) -> tuple[str, Any] | None:
    """The given value for this input, under any of its names."""
    label = block.get("label", {}).get("text", "")
    for name in (block["block_id"], element["action_id"], label):
        if name in values:
            value = values[name]
            if isinstance(value, dict) and element["action_id"] in value:
                value = value[element["action_id"]]
            return name, value
    return None


def fill(blocks: list[Payload], values: Payload) -> Payload:
    """The submitted state; unknown names and empty required inputs are refused, as on screen."""
    state, used = state_of(blocks), set()
    for block in blocks:
        for element in elements_of(block):
            if element["type"] not in VALUE_KEYS or element["type"] == "overflow":
                continue
            given = _wanted(block, element, values)
            if given is not None:
                used.add(given[0])
                if given[1] is not None:
                    state[block["block_id"]][element["action_id"]] = pick(element, given[1])
            key, _ = VALUE_KEYS[element["type"]]
            empty = not state[block["block_id"]][element["action_id"]][key]
            if block["type"] == "input" and not block.get("optional") and empty:
                raise RefusedByClientError(f"please fill in {block['label']['text']!r}")
    if unknown := set(values) - used:
        raise RefusedByClientError(f"there is no input {sorted(unknown)} in this view")
    return state
