"""A card as JSON: what ``--json`` prints and the playground receives."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.reply import Block, Card


def card_json(card: Card) -> dict[str, object]:
    """``{"headline", "tone", "data", "blocks"}`` with plain JSON values."""
    return {
        "headline": card.headline,
        "tone": card.tone.value,
        "data": plain(card.data),
        "blocks": [block_json(block) for block in card.blocks],
    }


def block_json(block: Block) -> dict[str, object]:
    """One block: its kind in lower case as ``type``, and its fields."""
    shown = {each.name: plain(getattr(block, each.name)) for each in fields(block)}
    return {"type": type(block).__name__.lower(), **shown}


def plain(value: object) -> object:  # noqa: PLR0911 - one return a kind of value
    """Any value of a card as JSON: Decimals as numbers, instants in ISO 8601 UTC."""
    match value:
        case Enum():
            return value.value
        case Decimal():
            return float(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case dict():
            return {str(key): plain(each) for key, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case _ if is_dataclass(value):
            return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
        case _:
            return value
