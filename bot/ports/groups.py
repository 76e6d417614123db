"""What the core needs of a platform's user groups: that one has these people in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.organisation import Person


class Groups(Protocol):
    """One platform's user groups, which can be mentioned, and tell everybody in them."""

    async def assign(self, group: str, people: Sequence[Person]) -> None:
        """Let a group have these people as its members and nobody else, all of them or none.

        Nothing is written if it has them already: whoever is put into a group hears of it.

        Args:
            group: The platform's own id of it.
            people: Its members, at least one.

        Raises:
            NotFound: The group is gone or disabled, or somebody cannot be in it; the error says
                what to do.
            Refused: The platform does not let us, and the error says what to do.
            SourceUnavailable: The platform does not answer just now.
        """
        ...
