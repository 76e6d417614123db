"""Pieces that cards are made of, in which nothing that anybody typed is markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from adapters.teams.limits import CARD_VERSION
from adapters.teams.text import literal, shown
from bot.reply import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

Element: TypeAlias = "dict[str, Any]"
"""One element of an Adaptive Card, as JSON."""

ADAPTIVE = "application/vnd.microsoft.card.adaptive"

_ADDRESS = re.compile(r"https?://(?P<host>[\w.:-]+)/[\w!#$%&+,\-./:;=?@~]*", re.ASCII)

MARKS = {
    Tone.NEUTRAL: "",
    Tone.GOOD: "🟢 ",
    Tone.WATCH: "🔶 ",
    Tone.AT_RISK: "⚠️ ",
    Tone.BAD: "🟥 ",
    Tone.UNKNOWN: "⚪ ",
}
"""The shapes at the end of a chart's curve, so that nothing is told by colour alone."""

STYLES = {
    Tone.NEUTRAL: "default",
    Tone.GOOD: "good",
    Tone.WATCH: "warning",
    Tone.AT_RISK: "warning",
    Tone.BAD: "attention",
    Tone.UNKNOWN: "emphasis",
}
"""The colour behind a headline."""


def frame(line: str, *, wide: bool) -> Element:
    """A card without its body.

    Args:
        line: The card in one line, for clients that cannot draw it or that read it aloud.
        wide: Whether it takes the whole width of the conversation.
    """
    card: Element = {
        "type": "AdaptiveCard",
        "$schema": "https://adaptivecards.io/schemas/adaptive-card.json",
        "version": CARD_VERSION,
        "fallbackText": literal(line),
        "speak": line,
    }
    if wide:
        card["msteams"] = {"width": "Full"}
    return card


def heading(text: str) -> Element:
    """What screen readers find as a heading. Only this kind of text can be one."""
    return {
        "type": "TextBlock",
        "text": literal(text),
        "wrap": True,
        "size": "Large",
        "weight": "Bolder",
        "style": "heading",
    }


def words(text: str, *, spacing: str | None = None, **look: str | bool) -> Element:
    """A paragraph, with the look that Adaptive Cards call by these names.

    A text block breaks words that are too long for a line, and reads Markdown. So words in which
    there would be any are a run, which takes every sign as it is.
    """
    plain = shown(text)
    block: Element = (
        {"type": "TextBlock", "text": plain, "wrap": True, **look}
        if plain == literal(text)
        else {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": plain, **look}]}
    )
    if spacing is not None:
        block["spacing"] = spacing
    return block


def container(items: list[Element], **how: str | bool) -> Element:
    """Things that stay together."""
    return {"type": "Container", "items": items, **how}


def fact(label: str, value: str) -> Element:
    """A label and what it says; both are read as Markdown, and so made literal.

    An address alone can be followed. It has no spaces at which a line could break, and facts break
    nowhere else: so its host is shown for it.
    """
    said = literal(value)
    if address := _ADDRESS.fullmatch(value):
        said = f"[{literal(address['host'])}…]({value})"
    return {"title": literal(label), "value": said}


def facts(pairs: Iterable[tuple[str, str]]) -> Element:
    """Labels and what they say."""
    return {"type": "FactSet", "facts": [fact(label, value) for label, value in pairs]}


def attachment(card: Element) -> Element:
    """A drawn card, as messages and dialogs carry it."""
    return {"contentType": ADAPTIVE, "content": card}
