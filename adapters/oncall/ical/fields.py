"""The fields of an event, as icalendar gives them: by name, each of its own kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

Fields = Mapping[str, Any]
"""What an event says by field. What stands in it was verified when the feed was parsed."""

SPOILT = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What libraries raise over strangers' texts. What breaks there is the feed's, not ours."""


def each(fields: Fields, name: str) -> Iterator[Any]:
    """The values of a field that may be there once, several times or not at all."""
    value = fields.get(name)
    if value is not None:
        # A list of times is one value, and looks like a list.
        yield from value if isinstance(value, list) and not hasattr(value, "dts") else [value]


def text(fields: Fields, name: str) -> str:
    """A text on one line; empty if it is not there."""
    return " ".join(str(fields.get(name, "")).split())


def moment(fields: Fields, name: str) -> date | None:
    """A day or a time; None if it is not there."""
    value = fields.get(name)
    found: date | None = None if value is None else value.dt
    return found


def is_date(moment: date) -> bool:
    """Whether this is a whole day."""
    return not isinstance(moment, datetime)
