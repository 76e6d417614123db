"""The fake Slack measures every block and view: the limit passes, one more does not."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.slack.blocks import check_blocks
from tests.fakes.slack.composition import Check
from tests.fakes.slack.errors import ApiError
from tests.fakes.slack.rules import check_message, check_metadata, check_view

Block = dict[str, Any]


def plain(length: int) -> Block:
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(length: int) -> Block:
    return {"type": "mrkdwn", "text": "x" * length}


def button(text: int = 1, **more: object) -> Block:
    return {"type": "button", "text": plain(text), **more}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def menu(*options: Block, kind: str = "static_select") -> Block:
    return {"type": kind, "options": list(options)}


def option(text: int = 1, value: int = 1) -> Block:
    return {"text": plain(text), "value": "v" * value}


def image(**more: object) -> Block:
    return {"type": "image", "image_url": "https://x.example/a.png", "alt_text": "a"} | more


def table(rows: int, columns: int) -> Block:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows}


def asks(label: int = 1, **element: object) -> Block:
    inner: Block = {"type": "plain_text_input", **element}
    return {"type": "input", "label": plain(label), "element": inner}


def problems(*blocks: object, surface: str = "message") -> list[str]:
    check = Check()
    check_blocks(check, list(blocks), surface)  # type: ignore[arg-type] # a parametrized literal
    return check.problems


def buttons(count: int) -> list[Block]:
    return [button(action_id=f"a{number}") for number in range(count)]


def confirming(title: int = 1, text: int = 1, confirm: int = 1) -> Block:
    dialog = {"title": plain(title), "text": mrkdwn(text), "confirm": plain(confirm)}
    return actions(button(confirm=dialog | {"deny": plain(1)}))


def described(length: int) -> Block:
    return actions(menu(option() | {"description": plain(length)}))


def grouped(label: int) -> Block:
    group = {"label": plain(label), "options": [option()]}
    return actions({"type": "static_select", "option_groups": [group]})


AT_THE_LIMIT = {
    "context text": (
        {"type": "context", "elements": [mrkdwn(3000)]},
        {"type": "context", "elements": [mrkdwn(3001)]},
    ),
    "input hint": (asks() | {"hint": plain(2000)}, asks() | {"hint": plain(2001)}),
    "image_url": (image(image_url="u" * 3000), image(image_url="u" * 3001)),
    "image title": (image(title=plain(2000)), image(title=plain(2001))),
    "button url": (actions(button(url="u" * 3000)), actions(button(url="u" * 3001))),
    "accessibility_label": (
        actions(button(accessibility_label="a" * 75)),
        actions(button(accessibility_label="a" * 76)),
    ),
    "radio buttons": (
        actions(menu(*[option()] * 10, kind="radio_buttons")),
        actions(menu(*[option()] * 11, kind="radio_buttons")),
    ),
    "initial_value": (asks(initial_value="x" * 3000), asks(initial_value="x" * 3001)),
    "option description": (described(75), described(76)),
    "option group label": (grouped(75), grouped(76)),
    "confirm title": (confirming(title=100), confirming(title=101)),
    "confirm text": (confirming(text=300), confirming(text=301)),
    "confirm button": (confirming(confirm=30), confirming(confirm=31)),
    "header": ({"type": "header", "text": plain(150)}, {"type": "header", "text": plain(151)}),
    "section text": (
        {"type": "section", "text": mrkdwn(3000)},
        {"type": "section", "text": mrkdwn(3001)},
    ),
    "section fields": (
        {"type": "section", "fields": [mrkdwn(2000)] * 10},
        {"type": "section", "fields": [mrkdwn(1)] * 11},
    ),
    "section field text": (
        {"type": "section", "fields": [mrkdwn(2000)]},
        {"type": "section", "fields": [mrkdwn(2001)]},
    ),
    "button text": (actions(button(75)), actions(button(76))),
    "button value": (actions(button(value="v" * 2000)), actions(button(value="v" * 2001))),
    "action_id": (actions(button(action_id="a" * 255)), actions(button(action_id="a" * 256))),
    "actions": (actions(*buttons(25)), actions(*buttons(26))),
    "context": (
        {"type": "context", "elements": [mrkdwn(1)] * 10},
        {"type": "context", "elements": [mrkdwn(1)] * 11},
    ),
    "options": (actions(menu(*[option()] * 100)), actions(menu(*[option()] * 101))),
    "option text": (actions(menu(option(text=75))), actions(menu(option(text=76)))),
    "option value": (actions(menu(option(value=150))), actions(menu(option(value=151)))),
    "overflow": (
        actions(menu(*[option()] * 5, kind="overflow")),
        actions(menu(*[option()] * 6, kind="overflow")),
    ),
    "block_id": (
        {"type": "divider", "block_id": "b" * 255},
        {"type": "divider", "block_id": "b" * 256},
    ),
    "alt_text": (image(alt_text="a" * 2000), image(alt_text="a" * 2001)),
    "table rows": (table(100, 2), table(101, 2)),
    "table columns": (table(2, 20), table(2, 21)),
    "input label": (asks(2000), asks(2001)),
    "placeholder": (asks(placeholder=plain(150)), asks(placeholder=plain(151))),
    "markdown": (
        {"type": "markdown", "text": "x" * 12_000},
        {"type": "markdown", "text": "x" * 12_001},
    ),
}


@pytest.mark.parametrize("name", AT_THE_LIMIT)
def test_the_limit_passes_and_one_more_does_not(name: str) -> None:
    fits, exceeds = AT_THE_LIMIT[name]
    assert problems(fits) == []
    assert problems(exceeds) != []


WRONG = {
    "unknown block": {"type": "chart"},
    "no type": {},
    "not an object": "divider",
    "unknown key": {"type": "divider", "colour": "red"},
    "section of nothing": {"type": "section"},
    "header in mrkdwn": {"type": "header", "text": mrkdwn(1)},
    "empty text": {"type": "header", "text": plain(0)},
    "button label in mrkdwn": actions({"type": "button", "text": mrkdwn(1)}),
    "unknown style": actions(button(style="loud")),
    "unknown element": actions({"type": "slider"}),
    "an input element in actions": actions({"type": "plain_text_input"}),
    "unknown key of an element": actions(button(colour="red")),
    "no alt_text": {"type": "image", "image_url": "https://x.example/a.png"},
    "two pictures in one": image(slack_file={"id": "F1"}),
    "no picture at all": {"type": "image", "alt_text": "a"},
    "no options": actions(menu()),
    "emoji in mrkdwn": {"type": "section", "text": mrkdwn(1) | {"emoji": True}},
    "a button in context": {"type": "context", "elements": [button()]},
    "an unfinished confirm": actions(button(confirm={"title": plain(1)})),
    "a table cell that is a number": {"type": "table", "rows": [[1]]},
    "empty actions": actions(),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_slack_does_not_know_is_refused(name: str) -> None:
    assert problems(WRONG[name]) != []


def test_problems_are_told_as_slack_tells_them() -> None:
    too_long = {"type": "section", "text": mrkdwn(3001)}
    with pytest.raises(ApiError) as caught:
        check_message({"blocks": [too_long, {"type": "chart"}]}, lambda _: True)
    assert caught.value.body() == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": [
            "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
            "unsupported type: chart [json-pointer:/blocks/1/type]",
        ],
        "response_metadata": {
            "messages": [
                "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
                "[ERROR] unsupported type: chart [json-pointer:/blocks/1/type]",
            ]
        },
    }


def test_ids_are_unique_in_a_message() -> None:
    assert problems(actions(button(action_id="a")), actions(button(action_id="b"))) == []
    assert problems(actions(button(action_id="a")), actions(button(action_id="a"))) != []
    twice = {"type": "divider", "block_id": "b"}
    assert problems(twice, copy.copy(twice)) != []


def test_fifty_blocks_a_message_and_a_hundred_a_modal() -> None:
    divider = {"type": "divider"}
    assert problems(*[divider] * 50) == []
    assert problems(*[divider] * 51) != []
    assert problems(*[divider] * 100, surface="modal") == []
    assert problems(*[divider] * 101, surface="home") != []


def test_a_table_belongs_in_a_message_and_only_one() -> None:
    assert problems(table(1, 1), surface="modal") != []
    assert problems(table(1, 1), table(1, 1)) != []


def test_all_blocks_together_have_a_limit_for_the_web_api_only() -> None:
    long = {"type": "section", "text": mrkdwn(3000)}
    just = [long] * 4 + [{"type": "section", "text": mrkdwn(1200)}]
    check_message({"blocks": just}, lambda _: True)
    more = [*just, {"type": "section", "text": mrkdwn(1)}]
    with pytest.raises(ApiError, match="msg_blocks_too_long"):
        check_message({"blocks": more}, lambda _: True)
    check_message({"blocks": more}, lambda _: True, by_api=False)


MODAL: Block = {
    "type": "modal",
    "title": plain(24),
    "submit": plain(24),
    "close": plain(24),
    "callback_id": "c" * 255,
    "private_metadata": "m" * 3000,
    "blocks": [asks()],
}


def test_a_modal_at_every_limit_passes() -> None:
    assert check_view(MODAL, "modal", lambda _: True) == MODAL


@pytest.mark.parametrize(
    "change",
    [
        {"title": plain(25)},
        {"title": mrkdwn(1)},
        {"submit": plain(25)},
        {"close": plain(25)},
        {"callback_id": "c" * 256},
        {"private_metadata": "m" * 3001},
        {"type": "home"},
        {"colour": "red"},
        {"blocks": [{"type": "chart"}]},
    ],
    ids=str,
)
def test_a_modal_beyond_a_limit_is_refused(change: Block) -> None:
    with pytest.raises(ApiError, match="invalid_arguments"):
        check_view(MODAL | change, "modal", lambda _: True)


def test_a_modal_that_asks_must_have_submit() -> None:
    without = {key: value for key, value in MODAL.items() if key != "submit"}
    with pytest.raises(ApiError, match="missing required field: submit"):
        check_view(without, "modal", lambda _: True)
    check_view(without | {"blocks": [{"type": "divider"}]}, "modal", lambda _: True)


def test_a_view_holds_a_quarter_of_a_megabyte() -> None:
    long = {"type": "section", "text": mrkdwn(2900)}
    empty = MODAL | {"blocks": [long] * 83}
    room = 250_000 - len(json.dumps(empty))
    last = {"type": "section", "text": mrkdwn(1)}
    room -= len(json.dumps(last)) + len(", ") - 1
    fits = MODAL | {"blocks": [long] * 83 + [{"type": "section", "text": mrkdwn(room)}]}
    assert len(json.dumps(fits)) == 250_000
    check_view(fits, "modal", lambda _: True)
    exceeds = MODAL | {"blocks": [long] * 83 + [{"type": "section", "text": mrkdwn(room + 1)}]}
    with pytest.raises(ApiError, match="view_too_large"):
        check_view(exceeds, "modal", lambda _: True)


def test_metadata_holds_eight_thousand_characters() -> None:
    def metadata(length: int) -> Block:
        empty = len(json.dumps({"event_type": "e", "event_payload": {"k": ""}}))
        return {"event_type": "e", "event_payload": {"k": "x" * (length - empty)}}

    assert check_metadata(metadata(8000)) is not None
    with pytest.raises(ApiError, match="metadata_too_large"):
        check_metadata(metadata(8001))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["type", "text", "elements", "fields", "rows", "options", "label"]),
                inner
                | st.sampled_from(["section", "actions", "button", "table", "input", "image"]),
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_answered_with_problems_and_never_with_a_crash(blocks: object) -> None:
    """A fake that falls over would hide the bot's mistake behind its own."""
    check = Check()
    check_blocks(check, blocks, "message")
    assert check.problems or isinstance(blocks, list)
