"""Who may except from the budget's policy, for budget answers, which are asked a thousand times."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.fresh import Fresh
from bot.model.catalogue import EXCEPTION
from bot.model.ownership import ownership

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.model.organisation import Engagement, Organisation
    from bot.model.ownership import Ownership
    from bot.model.right import DecisionRight

_NEVER = datetime.max.replace(tzinfo=UTC)
_REMEMBERED = timedelta(seconds=5)
"""How long rights are remembered here; another process may have changed them."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """Who may except, as long as the rights are the same and none of them ends."""

    rights: Sequence[DecisionRight]
    found: Ownership
    until: datetime


class Excepting:
    """Remembers who may except, and works it out anew when something changed or ended.

    Args:
        organisation: People, and who has left.
    """

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._rights: Fresh[str, Sequence[DecisionRight]] = Fresh()
        self._kept: dict[str, _Kept] = {}

    def forget(self) -> None:
        """Somebody just agreed on something."""
        self._rights = Fresh()

    async def of(
        self,
        engagement: Engagement,
        fetch: Callable[[], Awaitable[Sequence[DecisionRight]]],
        *,
        now: datetime,
    ) -> Ownership:
        """Who may, by rights that were read a few seconds ago at most.

        Args:
            engagement: From whose policy.
            fetch: Reads its rights.
            now: The present instant.
        """
        rights = await self._rights.get(engagement.key, fetch, now=now, lasts=_REMEMBERED)
        kept = self._kept.get(engagement.key)
        if kept and kept.rights is rights and kept.found.at <= now < kept.until:
            return kept.found
        found = ownership(
            engagement.decisions.kinds[EXCEPTION],
            rights,
            engagement=engagement.key,
            now=now,
            active=self._organisation.active,
        )
        # What is as it was stays the same thing, so that no card is drawn anew for it.
        same = kept is not None and replace(kept.found, at=now) == found
        kept = _Kept(rights, kept.found if kept and same else found, _until(found))
        self._kept[engagement.key] = kept
        return kept.found


def _until(found: Ownership) -> datetime:
    """When time alone makes it another."""
    ends = (
        found.right and found.right.expires,
        found.proposal and found.proposal.lapses_at,
    )
    return min((end for end in ends if end and end > found.at), default=_NEVER)
