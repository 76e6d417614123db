"""Columns that may be empty, and lists in one column: as they are written, and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from storage.statements import from_milliseconds, to_milliseconds

if TYPE_CHECKING:
    from datetime import datetime


def milliseconds(instant: datetime | None) -> int | None:
    """An instant as stored, if there is one."""
    return None if instant is None else to_milliseconds(instant)


def instant(stored: int | None) -> datetime | None:
    """A stored instant, if there is one."""
    return None if stored is None else from_milliseconds(stored)


def to_json(value: object) -> str:
    """A structure as text."""
    return json.dumps(value, separators=(",", ":"))


def from_json(text: str | None) -> Any:  # noqa: ANN401 - whatever was written
    """What a text holds, if there is one."""
    return None if text is None else json.loads(text)
