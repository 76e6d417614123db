"""What the core needs of a store about who is on call: rosters, covers, calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.model.cover import Cover, CoverState
    from bot.model.oncall import Roster


class Rosters(Protocol):
    """Each rotation's last good roster, for when its source does not answer."""

    def last_good(self, rotation: str) -> Roster | None:
        """The newest that succeeded."""
        ...

    def keep(self, rotation: str, roster: Roster) -> None:
        """Remember one as the last good one."""
        ...


class Covers(Protocol):
    """Covers: proposed to who would stand in, taken when they accept."""

    def propose(self, cover: Cover) -> Cover:
        """Write a new one down; gives it with its number."""
        ...

    def find(self, number: int) -> Cover | None:
        """The one of that number."""
        ...

    def within(self, rotation: str, *, start: datetime, end: datetime) -> Sequence[Cover]:
        """All of a rotation that touch [start, end), whatever became of them, by number."""
        ...

    def open_after(self, instant: datetime) -> Sequence[Cover]:
        """All that are proposed or accepted and not over at an instant, by number."""
        ...

    def decide(
        self,
        number: int,
        became: CoverState,
        *,
        among: frozenset[CoverState],
        by: str,
        at: datetime,
    ) -> Cover | None:
        """Change what became of one, if it is in one of these states still; None if it is not.

        Args:
            number: Which one.
            became: What becomes of it.
            among: What it must be before.
            by: The key of who decides.
            at: When.
        """
        ...

    def end(self, number: int, *, at: datetime) -> Cover:
        """Let one that holds end now."""
        ...


class Calendars(Protocol):
    """By which token each service's calendar is subscribed to."""

    def tokens(self) -> Mapping[str, str]:
        """Every token, by the service whose calendar it opens."""
        ...

    def issue(self, service: str, token: str, *, at: datetime) -> None:
        """Let a token open a service's calendar; an earlier one does not any more."""
        ...
