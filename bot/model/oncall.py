"""Who is on call when: the duties of one rotation, whatever source told them.

Intervals are [start, end), aware, in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody as a source knows them.

    Attributes:
        name: What the source calls them; never empty.
        email: Their address there, if it tells.
        id: The source's own id of them, if it has any.
        person: Their key in app.yaml; None until they are matched, and for those unknown there.
    """

    name: str
    email: str | None = None
    id: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One person's stretch on call.

    Attributes:
        who: Who is on call.
        start: Since when; None if that has no beginning.
        end: Until when; None if that has no end.
        covering_for: Whom an override replaces; None for a duty of one's own.
    """

    who: Contact
    start: datetime | None
    end: datetime | None
    covering_for: Contact | None = None

    def holds(self, instant: datetime) -> bool:
        """Whether this is the duty at an instant."""
        begun = self.start is None or self.start <= instant
        return begun and (self.end is None or instant < self.end)


@dataclass(frozen=True, slots=True)
class Roster:
    """What a source knows of one rotation, within a stretch of time.

    Attributes:
        start: Where the stretch begins. A duty that reaches beyond is whole, if the source knows.
        end: Where it ends.
        duties: By their start. Several may hold at once where the source has it so.
        fetched_at: When the source was asked, or when what it answered was last known to be true.
        method: How it was obtained, in a few words, for ``why``.
    """

    start: datetime
    end: datetime
    duties: tuple[Duty, ...]
    fetched_at: datetime
    method: str = ""
