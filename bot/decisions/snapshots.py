"""What was so at an instant, for the history: rights, decisions and incidents as plain values."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.model.decision import Decision
    from bot.model.incident import Incident
    from bot.model.right import DecisionRight


def snapshot(thing: DecisionRight | Decision | Incident | None) -> dict[str, object] | None:
    """All that is known of it, JSON-like; None of nothing."""
    return None if thing is None else _plain(thing)


def _plain(value: Any) -> Any:  # noqa: ANN401 - values of any kind
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")  # as the store keeps it
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value
