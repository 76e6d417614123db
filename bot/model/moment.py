"""An instant that somebody named, and how they named it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in words.

    Attributes:
        at: The instant, in UTC.
        said: What was typed for it: ``tomorrow 9am``.
    """

    at: datetime
    said: str
