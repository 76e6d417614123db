"""Adaptive Cards as clients read them: their words, their buttons, their inputs, their mistakes."""

from collections.abc import Iterator

from tests.fakes.teams.errors import Payload, RefusalError

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
_WORDS = ("text", "title", "label", "value", "placeholder", "fallbackText")
_ACTIONS = frozenset(
    f"Action.{kind}"
    for kind in ("Execute", "Submit", "OpenUrl", "ShowCard", "ToggleVisibility", "ResetInputs")
)
_ELEMENTS = frozenset(
    [
        *("TextBlock", "RichTextBlock", "TextRun", "FactSet", "Image", "ImageSet", "ActionSet"),
        *("Container", "ColumnSet", "Column", "Table", "TableRow", "TableCell", "CodeBlock"),
        *("Input.Text", "Input.ChoiceSet", "Input.Date", "Input.Time", "Input.Number"),
        *("Input.Toggle", "Media", "Icon", "Badge", "CompoundButton", "ProgressBar"),
        *("Chart.Line", "Chart.Gauge", "Chart.Donut", "Chart.Pie", "Chart.VerticalBar"),
        *("Chart.HorizontalBar", "Chart.VerticalBar.Grouped", "Chart.HorizontalBar.Stacked"),
    ]
)
_NEWEST = (1, 5)
"""What Teams' bots may send: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference#adaptive-card."""


def nodes(node: object) -> Iterator[Payload]:
    """Every object in a card, fallbacks left out: they are for clients that know less."""
    if isinstance(node, list):
        for each in node:
            yield from nodes(each)
    if isinstance(node, dict):
        yield node
        for key, value in node.items():
            if key not in {"fallback", "data", "msteams"}:
                yield from nodes(value)


def words(card: Payload) -> str:
    """What a person reads on a card, top to bottom, buttons included."""
    found: list[str] = []
    for node in nodes(card):
        found += [node[key] for key in _WORDS if isinstance(node.get(key), str) and node[key]]
        if node.get("type") == "CodeBlock":
            found.append(str(node.get("codeSnippet", "")))
    return "\n".join(found)


def buttons(card: Payload) -> list[Payload]:
    """Everything that can be pressed, in reading order."""
    return [node for node in nodes(card) if node.get("type") in _ACTIONS]


def inputs(card: Payload) -> list[Payload]:
    """Everything that can be filled in."""
    return [node for node in nodes(card) if str(node.get("type", "")).startswith("Input.")]


def check(card: object) -> Payload:
    """Refuse what Teams would not draw.

    Raises:
        RefusalError: A card that is none, or that is newer than Teams.
    """
    if not isinstance(card, dict) or card.get("type") != "AdaptiveCard":
        raise RefusalError(400, "BadSyntax", "not an Adaptive Card")
    version = str(card.get("version", ""))
    try:
        newer = tuple(int(part) for part in version.split(".")) > _NEWEST
    except ValueError:
        raise RefusalError(400, "BadSyntax", f"no version of Adaptive Cards: {version}") from None
    if newer:
        raise RefusalError(400, "BadSyntax", f"Teams knows no version {version}")
    for element in _elements(card.get("body", [])):
        if element.get("type") not in _ELEMENTS | _ACTIONS:
            raise RefusalError(400, "BadSyntax", f"unknown element: {element.get('type')}")
    for button in buttons(card):
        if button["type"] == "Action.Execute" and not button.get("verb"):
            raise RefusalError(400, "BadSyntax", "an Action.Execute without a verb")
    names = [each.get("id") for each in inputs(card)]
    if None in names or len(names) != len(set(names)):
        raise RefusalError(400, "BadSyntax", f"inputs need ids of their own: {names}")
    return card


def _elements(body: object) -> Iterator[Payload]:
    """Whatever is drawn for itself, as deep as containers go."""
    if not isinstance(body, list):
        raise RefusalError(400, "BadSyntax", "a body is a list")
    for element in body:
        if not isinstance(element, dict):
            raise RefusalError(400, "BadSyntax", f"no element: {element!r}")
        yield element
        for key in ("items", "actions"):
            if isinstance(element.get(key), list):
                yield from _elements(element[key])
        for key in ("columns", "rows", "cells"):
            for part in element.get(key, []) if isinstance(element.get(key), list) else []:
                yield from _elements(part.get("items", []) + part.get("cells", []))
