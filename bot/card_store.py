"""A card as JSON text and back, exactly: for what waits in the outbox until it is sent.

What JSON has no word for is an object with its kind under ``$``. A field that a later version
leaves out is passed over when it is read; a kind that is not known here is an error.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from bot import reply
from bot.model.curve import Point
from bot.reply import Card
from bot.reply_timeline import Lane, Stretch, StretchKind, Timeline

_KIND = "$"
_PARTS = (
    reply.Text,
    reply.Note,
    reply.Code,
    reply.Fact,
    reply.Facts,
    reply.Table,
    reply.Meter,
    reply.Level,
    Point,
    reply.Chart,
    Stretch,
    Lane,
    Timeline,
    reply.Button,
    reply.Actions,
)
KINDS: dict[str, type] = {each.__name__: each for each in (*_PARTS, Card)}
_WORDS: dict[str, type[Enum]] = {each.__name__: each for each in (reply.Tone, StretchKind)}


def to_text(card: Card) -> str:
    """Write a card down."""
    return json.dumps(_stored(card), ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Card:
    """Read what ``to_text`` wrote.

    Raises:
        KeyError: It holds a kind that is not known here; a newer version wrote it.
    """
    card: Card = _read(json.loads(text))
    return card


def _stored(value: object) -> object:  # noqa: PLR0911 - one return a kind of value
    match value:
        case Enum() if type(value).__name__ in _WORDS:
            return {_KIND: type(value).__name__, "is": value.value}
        case Decimal():
            return {_KIND: "decimal", "is": str(value)}
        case datetime():
            return {_KIND: "instant", "is": value.isoformat()}
        case date():
            return {_KIND: "date", "is": value.isoformat()}
        case tuple():
            return {_KIND: "tuple", "is": [_stored(each) for each in value]}
        case list():
            return [_stored(each) for each in value]
        case dict():
            return {_KIND: "map", "is": [[key, _stored(each)] for key, each in value.items()]}
        case _ if is_dataclass(value) and type(value).__name__ in KINDS:
            parts = {each.name: _stored(getattr(value, each.name)) for each in fields(value)}
            return {_KIND: type(value).__name__, **parts}
        case str() | int() | float() | None:
            return value
        case _:
            raise TypeError(f"a card cannot keep {value!r}")


def _read(stored: Any) -> Any:  # noqa: ANN401, PLR0911 - one return a kind of value
    if isinstance(stored, list):
        return [_read(each) for each in stored]
    if not isinstance(stored, dict):
        return stored
    match stored[_KIND]:
        case "decimal":
            return Decimal(stored["is"])
        case "instant":
            return datetime.fromisoformat(stored["is"])
        case "date":
            return date.fromisoformat(stored["is"])
        case "tuple":
            return tuple(_read(each) for each in stored["is"])
        case "map":
            return {key: _read(each) for key, each in stored["is"]}
        case word if word in _WORDS:
            return _WORDS[word](stored["is"])
        case kind:
            known = KINDS[kind]
            return known(
                **{
                    each.name: _read(stored[each.name])
                    for each in fields(known)
                    if each.name in stored
                }
            )
