"""What happens here without anybody asking, as far as the clock and the page need to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Upcoming:
    """Something that is planned: when, and what, in a few words."""

    at: datetime
    what: str


class Unasked(Protocol):
    """What is planned, and the way to have it done."""

    async def next(self) -> Upcoming | None:
        """What comes next; None if nothing is planned."""
        ...

    async def catch_up(self) -> None:
        """Do all that is due by now, and say what there is to say."""
        ...


class Nothing:
    """A playground in which nothing happens unasked."""

    async def next(self) -> Upcoming | None:
        """Nothing is planned."""
        return None

    async def catch_up(self) -> None:
        """Nothing is due."""


if TYPE_CHECKING:
    _conforms: type[Unasked] = Nothing
