"""A cover: somebody stands in for somebody else in a rotation of our own, if they accept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class CoverState(StrEnum):
    """What became of a cover."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Cover:
    """Who stands in for whom.

    Attributes:
        rotation: The key of the rotation.
        person: The key of who would be on call.
        covering_for: The key of whom they stand in for; nobody else's turn is touched.
        start: From when.
        end: Until when.
        proposed_by: The key of who proposed it.
        proposed_at: When.
        state: What became of it.
        number: Its own, given by the store; people say ``cover cancel 7``.
        decided_by: The key of who accepted, declined or cancelled it.
        decided_at: When.
    """

    rotation: str
    person: str
    covering_for: str
    start: datetime
    end: datetime
    proposed_by: str
    proposed_at: datetime
    state: CoverState = CoverState.PROPOSED
    number: int = 0
    decided_by: str | None = None
    decided_at: datetime | None = None
