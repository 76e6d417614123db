"""A curve over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a curve: an instant and a fraction."""

    at: datetime
    value: Decimal
