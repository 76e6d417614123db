"""From cards to Slack's blocks, and one line for notifications and screen readers."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from adapters.slack.limits import (
    BUTTON_TEXT,
    BUTTONS_IN_A_ROW,
    FALLBACK_TEXT,
    HEADER_TEXT,
    IMAGE_TEXT,
    SECTION_TEXT,
)
from adapters.slack.sheet import MESSAGE, Sheet, context, text_object
from adapters.slack.table import header, lines
from adapters.slack.text import cut, escape, literal, pieces
from bot.drawing.text import meter, sparkline
from bot.drawing.timeline_text import timeline_text
from bot.reply import Actions, Chart, Code, Facts, Meter, Note, Table, Text, Tone
from bot.reply_timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adapters.slack.sheet import Paper
    from bot.reply import Block, Button, Card, Picture

Message: TypeAlias = "dict[str, Any]"
"""``text`` and ``blocks``, as every way to send takes them."""

_MARKS = {
    Tone.NEUTRAL: "",
    Tone.GOOD: "🟢 ",
    Tone.WATCH: "🔶 ",
    Tone.AT_RISK: "⚠️ ",
    Tone.BAD: "🟥 ",
    Tone.UNKNOWN: "⚪ ",
}
"""The shapes at the end of a chart's curve, so that nothing is told by colour alone."""

SAY, ASK = "say", "ask"
"""What the ids of our buttons begin with; their values are what they say.

With the second begin those on a card that asks: what answers them takes its place.
"""

_COLUMNS = 36
"""Letters of one width across a phone; a longer line would be broken there."""

_LABEL = 200
"""Characters of a label in bold; a longer one is no label."""


def message(card: Card, *, pictures: Sequence[str] = ()) -> Message:
    """Draw a card as a message.

    Args:
        card: The answer.
        pictures: Ids of uploaded files, one for each chart and timeline; without one they are text.
    """
    return {"text": cut(card.headline, FALLBACK_TEXT), "blocks": blocks(card, pictures=pictures)}


def blocks(
    card: Card, *, paper: Paper = MESSAGE, pictures: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Draw a card, as much of it as the paper takes."""
    sheet, left = Sheet(paper), iter(pictures)
    ids = (f"{ASK if card.asks else SAY}-{number}" for number in count(1))
    _headline(card, sheet)
    for block in card.blocks:
        _draw(block, sheet, ids=ids, pictures=left)
    return sheet.finished()


def _headline(card: Card, sheet: Sheet) -> None:
    headline = f"{_MARKS[card.tone]}{card.headline}"
    text = escape(headline)
    if card.blocks and len(text) <= HEADER_TEXT:
        header = {"type": "header", "text": text_object(text, "plain_text")}
        sheet.put(header, characters=len(text))
    else:
        sheet.write((cut(headline, SECTION_TEXT),), "plain_text")


def _draw(block: Block, sheet: Sheet, *, ids: Iterator[str], pictures: Iterator[str]) -> None:
    match block:
        case Text(text):
            sheet.write(pieces(text, SECTION_TEXT), "plain_text")
        case Note(text):
            note = cut(text.strip(), SECTION_TEXT)
            sheet.put(context(note), characters=len(note))
        case Code(text):
            sheet.write(_fenced(text), "mrkdwn")
        case Facts(facts):
            lines = (line for fact in facts for line in _labelled(fact.label, fact.value))
            sheet.write(lines, "mrkdwn")
        case Table():
            _table(block, sheet)
        case Meter(label, share, text, _):
            sheet.write(_labelled(label, text, drawn=meter(share)), "mrkdwn")
        case Chart() | Timeline():
            _picture(block, sheet, file=next(pictures, None))
        case Actions(buttons):
            for start in range(0, len(buttons), BUTTONS_IN_A_ROW):
                _buttons(buttons[start : start + BUTTONS_IN_A_ROW], sheet, ids)
        case _:
            assert_never(block)


def _labelled(label: str, text: str, *, drawn: str = "") -> list[str]:
    """A line that begins with a bold label; a long one goes on below."""
    if len(label) > _LABEL:
        label, text = "", f"{label} · {text}"
    lead = f"*{literal(label.strip())}*  " if label.strip() else ""
    lead += f"`{drawn}`  " if drawn else ""
    whole = (lead + literal(text)).rstrip()
    if len(whole) <= SECTION_TEXT:
        return [whole]
    first, *rest = pieces(text, SECTION_TEXT - len(lead), markup=True)
    return [lead + first, *rest]


def _fenced(text: str) -> Iterator[str]:
    """Letter by letter; a fence inside would end it, so its signs are set apart."""
    fence = "```"
    apart = text.replace(fence, "`\u200b`\u200b`")
    for piece in pieces(apart, SECTION_TEXT - 2 * len(fence)):
        yield f"{fence}{piece}{fence}"


def _table(table: Table, sheet: Sheet) -> None:
    if names := header(table):
        columns = cut(names, SECTION_TEXT)
        sheet.put(context(columns), characters=len(columns))
    rows = (_labelled(first, others) for first, others in lines(table))
    sheet.write((line for row in rows for line in row), "mrkdwn")


def _picture(picture: Picture, sheet: Sheet, *, file: str | None) -> None:
    if file is None:
        _in_text(picture, sheet)
        return
    title, alt = cut(picture.title, IMAGE_TEXT), cut(picture.alt, IMAGE_TEXT)
    image = {
        "type": "image",
        "slack_file": {"id": file},
        "alt_text": alt,
        "title": text_object(title, "plain_text"),
    }
    sheet.put(image, characters=len(title) + len(alt))


def _in_text(picture: Picture, sheet: Sheet) -> None:
    match picture:
        case Chart(title, _, points):
            sheet.write(_labelled(title, "", drawn=sparkline(points)), "mrkdwn")
        case Timeline(title):
            lines = "\n".join(timeline_text(picture, _COLUMNS))
            sheet.write([*_labelled(title, ""), *_fenced(lines)], "mrkdwn")
        case _:
            assert_never(picture)


def _buttons(row: Sequence[Button], sheet: Sheet, ids: Iterator[str]) -> None:
    labels = [cut(button.label or button.says, BUTTON_TEXT) for button in row]
    elements: list[dict[str, Any]] = [
        {
            "type": "button",
            "action_id": next(ids),
            "text": text_object(label, "plain_text"),
            "value": button.says,
        }
        for label, button in zip(labels, row, strict=True)
    ]
    actions = {"type": "actions", "elements": elements}
    sheet.put_buttons(actions, characters=sum(map(len, labels)))
