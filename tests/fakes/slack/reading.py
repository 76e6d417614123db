"""Reads blocks as a person would: the words, in order."""

from collections.abc import Iterator

from tests.fakes.slack.errors import Payload

READ_AS_STRINGS = ("text", "alt_text")
DESCENDED = (
    "title",
    "text",
    "label",
    "element",
    "fields",
    "elements",
    "accessory",
    "rows",
    "placeholder",
    "hint",
    "options",
    "blocks",
)


def words(node: object) -> Iterator[str]:
    """Every piece of text in a block, an element or a list of them."""
    if isinstance(node, list):
        for item in node:
            yield from words(item)
    if not isinstance(node, dict):
        return
    for key in DESCENDED:
        value = node.get(key)
        if isinstance(value, str) and key in READ_AS_STRINGS:
            yield value
        else:
            yield from words(value)
    alt_text = node.get("alt_text")
    if isinstance(alt_text, str):
        yield alt_text


def shown(text: str, blocks: list[Payload], attachments: list[Payload]) -> str:
    pieces = list(words(blocks)) if blocks else [text]
    pieces += [piece for item in attachments for piece in words(item)]
    return "\n".join(piece for piece in pieces if piece)


def characters(node: object) -> int:
    """How many characters of text a message's blocks hold together."""
    return sum(len(piece) for piece in words(node))
