"""Reads an Adaptive Card as people do: where Markdown is read it takes effect, and disappears."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from tests.platforms.contract.words import Words, button, words

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = dict[str, Any]

MARKS = ("🟢 ", "🔶 ", "⚠️ ", "🟥 ", "⚪ ")
"""What stands for the tone before a headline, and before a meter's bar."""
_APART = "\u200b"
_KEPT = "\ue000"
"""Stands for a sign after a backslash while the others take effect."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)")
"""What is read of a link is where it leads."""
_TAG = re.compile(r"</?[A-Za-z!?][^>]*>")
_MENTION = re.compile(r"</?at\b[^>]*>|\{\{(?:DATE|TIME)\([^}]*\}\}", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<=\S)\*|\*(?=\S)|(?<![^\W_])_|_(?![^\W_])|`|~~")
_BAR = re.compile(r"[▰▱◂]+")


def read(card: Element) -> Words:
    """The headline and everything below it."""
    headline, *body = (piece for element in card["body"] for piece in _pieces(element))
    return words(_unmarked(headline), body)


def asks_for_input(card: Element) -> bool:
    """Whether it is a form to be filled in."""
    return bool(inputs(card))


def inputs(card: Element) -> list[Element]:
    """The inputs of a form."""
    return [each for each in card["body"] if each["type"].startswith("Input.")]


def heading(card: Element) -> str:
    """What stands above a form."""
    return next((_markdown(each["text"]) for each in card["body"] if "text" in each), "")


def _pieces(element: Element) -> Iterator[str]:  # noqa: C901, PLR0912 - one case a kind
    match element["type"]:
        case "TextBlock":
            yield _markdown(element["text"])
        case "RichTextBlock":
            yield "".join(_plain(each["text"]) for each in element["inlines"])
        case "Container" if _is_timeline(element):
            yield from _pieces(element["items"][0])  # its title; below is what it shows
        case "Container":
            for each in element["items"]:
                yield from _pieces(each)
        case "FactSet":
            for fact in element["facts"]:
                value = _BAR.sub("", _unmarked(_markdown(fact["value"])))
                yield from (_markdown(fact["title"]), value)
        case "Table":
            for row in element["rows"]:
                for cell in row["cells"]:
                    for each in cell["items"]:
                        yield from _pieces(each)
        case "Chart.Gauge":
            yield from (_plain(element["title"]), _plain(element["segments"][0]["legend"]))
        case "Chart.Line":
            yield ""  # its title is above it, and its own is for those who hear it
        case "ActionSet":
            for each in element["actions"]:
                yield button(_plain(each["title"]), each["data"]["say"])
        case kind:
            raise AssertionError(f"nobody reads a {kind}")


def _is_timeline(element: Element) -> bool:
    """Whether lanes are drawn in it, in columns or in signs."""
    return any(
        each["type"] == "ColumnSet" or "├" in each.get("text", "") for each in element["items"]
    )


def _unmarked(text: str) -> str:
    return text.removeprefix(next((mark for mark in MARKS if text.startswith(mark)), ""))


def _plain(text: str) -> str:
    """Where no Markdown is read; mentions and dates are looked for everywhere."""
    return _MENTION.sub("", text).replace(_APART, "")


def _markdown(text: str) -> str:
    signs: list[str] = []

    def keep(found: re.Match[str]) -> str:
        signs.append(found[1])
        return _KEPT

    shown = _ESCAPED.sub(keep, text)
    read = _LINK.split(_TAG.sub("", _MENTION.sub("", shown)))
    read[::2] = (_EMPHASIS.sub("", each) for each in read[::2])
    shown = "".join(read)
    shown = html.unescape(shown).replace(_APART, "")
    kept = iter(signs)
    return re.sub(_KEPT, lambda _found: next(kept), shown)
