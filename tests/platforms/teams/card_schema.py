"""What Teams takes as a card or as a dialog: rightly shaped, small enough, each id once."""

import json
from collections.abc import Iterator
from typing import Any

from tests.platforms.teams.card_shapes import AdaptiveCard, Dialog

MOST_BYTES = 80_000
"""https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages"""


def check_card(card: dict[str, Any]) -> dict[str, Any]:
    """The card, once it has been found to be one."""
    AdaptiveCard.model_validate(card)
    ids = [each["id"] for each in nodes(card) if "id" in each]
    assert len(ids) == len(set(ids)), f"an id twice: {ids}"
    for encoding in ("utf-8", "utf-16-le"):
        size = len(json.dumps(card, ensure_ascii=False).encode(encoding))
        assert size <= MOST_BYTES, f"{size} bytes in {encoding}"
    return card


def check_dialog(body: dict[str, Any]) -> dict[str, Any]:
    """The card of a dialog that is opened. In it nothing is executed, only submitted.

    https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
    """
    Dialog.model_validate(body)
    card: dict[str, Any] = body["task"]["value"]["card"]["content"]
    assert all(each.get("type") != "Action.Execute" for each in nodes(card))
    return check_card(card)


def nodes(node: object) -> Iterator[dict[str, Any]]:
    """Every object in a card, top to bottom, with what stands in for it elsewhere."""
    if isinstance(node, list):
        for each in node:
            yield from nodes(each)
    elif isinstance(node, dict):
        yield node
        for key, value in node.items():
            # An action's data are not drawn; a chart's are a list.
            if key != "data" or isinstance(value, list):
                yield from nodes(value)
