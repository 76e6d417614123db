"""Checks whole blocks, messages' and views', and gives names to what came without."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from tests.fakes.slack import limits
from tests.fakes.slack.composition import Check
from tests.fakes.slack.elements import KINDS, check_element
from tests.fakes.slack.errors import Payload

Surface = Literal["message", "modal", "home"]


@dataclass(frozen=True)
class Kind:
    """Required and optional keys (space-separated), the surfaces that take it, its rules."""

    required: str
    optional: str
    surfaces: str
    rules: Callable[[Check, Payload, str], None]


def _section(check: Check, node: Payload, where: str) -> None:
    if "text" not in node and "fields" not in node:
        check.fail("must define either `text` or `fields`", where)
    check.text_if_there(node, "text", where, limits.SECTION_TEXT, plain=False)
    if "fields" in node:
        spot = f"{where}/fields"
        for index, item in enumerate(check.items(node["fields"], limits.SECTION_FIELDS, spot)):
            check.text(item, f"{spot}/{index}", limits.SECTION_FIELD_TEXT)
    if "accessory" in node:
        check_element(check, node["accessory"], f"{where}/accessory", "section")


def _header(check: Check, node: Payload, where: str) -> None:
    check.text(node["text"], f"{where}/text", limits.HEADER_TEXT, plain=True)


def _divider(_check: Check, _node: Payload, _where: str) -> None:
    """Nothing to be wrong."""


def _image(check: Check, node: Payload, where: str) -> None:
    check.picture(node, where)
    check.text_if_there(node, "title", where, limits.IMAGE_TITLE)


def _actions(check: Check, node: Payload, where: str) -> None:
    spot = f"{where}/elements"
    for index, item in enumerate(check.items(node["elements"], limits.ACTIONS_ELEMENTS, spot)):
        check_element(check, item, f"{spot}/{index}", "actions")


def _context(check: Check, node: Payload, where: str) -> None:
    spot = f"{where}/elements"
    for index, item in enumerate(check.items(node["elements"], limits.CONTEXT_ELEMENTS, spot)):
        if isinstance(item, dict) and item.get("type") == "image":
            check_element(check, item, f"{spot}/{index}", "context")
        else:
            check.text(item, f"{spot}/{index}", limits.TEXT_OBJECT)


def _input(check: Check, node: Payload, where: str) -> None:
    check.text(node["label"], f"{where}/label", limits.INPUT_LABEL, plain=True)
    check.text_if_there(node, "hint", where, limits.INPUT_HINT)
    check_element(check, node["element"], f"{where}/element", "input")


def _markdown(check: Check, node: Payload, where: str) -> None:
    check.fits(node["text"], limits.MARKDOWN_TEXT, f"{where}/text")


# https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
RICH_PARTS = {"rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"}


def _rich_text(check: Check, node: Payload, where: str) -> None:
    spot = f"{where}/elements"
    for index, item in enumerate(check.items(node["elements"], 1000, spot)):
        if not isinstance(item, dict) or item.get("type") not in RICH_PARTS:
            check.fail("unsupported type in rich_text", f"{spot}/{index}")
        elif not isinstance(item.get("elements"), list):
            check.fail("missing required field: elements", f"{spot}/{index}")


def _table(check: Check, node: Payload, where: str) -> None:
    spot = f"{where}/rows"
    for index, row in enumerate(check.items(node["rows"], limits.TABLE_ROWS, spot)):
        cells = check.items(row, limits.TABLE_COLUMNS, f"{spot}/{index}")
        for column, cell in enumerate(cells):
            _cell(check, cell, f"{spot}/{index}/{column}")
    if "column_settings" in node:
        columns = f"{where}/column_settings"
        for index, item in enumerate(
            check.items(node["column_settings"], limits.TABLE_COLUMNS, columns)
        ):
            # A null stands for a column left as it is.
            if item is not None:
                check.keys(item, f"{columns}/{index}", "", "align is_wrapped")


def _cell(check: Check, cell: object, where: str) -> None:
    if isinstance(cell, dict) and cell.get("type") == "rich_text":
        check.keys(cell, where, "type elements", "block_id")
    elif isinstance(cell, dict) and cell.get("type") == "raw_text":
        found = check.keys(cell, where, "type text")
        if found is not None:
            check.fits(found["text"], limits.TEXT_OBJECT, f"{where}/text")
    else:
        check.fail("unsupported type of table cell", where)


ALL = "message modal home"
KINDS_OF_BLOCK = {
    "section": Kind("", "text fields accessory expand", ALL, _section),
    "header": Kind("text", "", ALL, _header),
    "divider": Kind("", "", ALL, _divider),
    "image": Kind("alt_text", "image_url slack_file title", ALL, _image),
    "actions": Kind("elements", "", ALL, _actions),
    "context": Kind("elements", "", ALL, _context),
    "input": Kind("label element", "hint optional dispatch_action", ALL, _input),
    "rich_text": Kind("elements", "", ALL, _rich_text),
    "markdown": Kind("text", "", "message", _markdown),
    "table": Kind("rows", "column_settings", "message", _table),
}


def check_blocks(check: Check, blocks: object, surface: Surface, where: str = "/blocks") -> None:
    """Every block of a message or view, and how many there are."""
    limit = limits.BLOCKS_IN_MESSAGE if surface == "message" else limits.BLOCKS_IN_VIEW
    found = check.items(blocks, limit, where, least=0)
    for index, block in enumerate(found):
        _block(check, block, f"{where}/{index}", surface)
    # https://docs.slack.dev/reference/block-kit/blocks/table-block : one table a message
    if sum(isinstance(block, dict) and block.get("type") == "table" for block in found) > 1:
        check.fail("only_one_table_allowed", where)


def _block(check: Check, node: object, where: str, surface: Surface) -> None:
    if not isinstance(node, dict):
        check.fail("must provide an object", where)
        return
    kind = KINDS_OF_BLOCK.get(str(node.get("type")))
    if kind is None or surface not in kind.surfaces.split():
        check.fail(f"unsupported type: {node.get('type')}", f"{where}/type")
        return
    check.identify(node, "block_id", where)
    found = check.keys(node, where, f"type {kind.required}", f"block_id {kind.optional}")
    if found is not None:
        kind.rules(check, found, where)


def elements_of(block: Payload) -> Iterator[Payload]:
    """The elements of a block that a person can use."""
    for element in (block.get("accessory"), block.get("element"), *block.get("elements", [])):
        if isinstance(element, dict) and element.get("type") in KINDS:
            yield element


def named(blocks: list[Payload], number: Callable[[], int]) -> list[Payload]:
    """A copy in which every block and every usable element has an id, as Slack gives them."""
    named_blocks = copy.deepcopy(blocks)
    for block in named_blocks:
        block.setdefault("block_id", f"gen{number()}")
        for element in elements_of(block):
            if element["type"] != "image":
                element.setdefault("action_id", f"gen{number()}")
    return named_blocks
