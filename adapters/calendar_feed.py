"""Each service's calendar, by its token: who is on call in every role, as far as it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.calendar import calendar_text
from adapters.calendar_route import chosen
from bot.cards.oncall_words import seat_name
from bot.ports.store import Durability

if TYPE_CHECKING:
    from bot.model.organisation import Organisation, Service
    from bot.oncall import OnCall
    from bot.ports.clock import Clock
    from bot.ports.store import Store


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """Writes calendars.

    Attributes:
        organisation: Whose services.
        oncall: Knows who is on call.
        store: Knows the tokens.
        clock: The time.
    """

    organisation: Organisation
    oncall: OnCall
    store: Store
    clock: Clock

    async def by_token(self, token: str) -> str | None:
        """The calendar that a token opens; None if it opens none."""
        tokens = await self.store.transact(
            lambda tx: tx.calendars.tokens(), durability=Durability.CRASH
        )
        service = self.organisation.services.get(chosen(token, tokens) or "")
        return await self.of(service) if service else None

    async def of(self, service: Service) -> str:
        """The calendar of a service, from a week ago to ten weeks ahead.

        Raises:
            SourceUnavailable: Nothing is known of any role.
        """
        now = self.clock.now()
        seats = await self.oncall.of(service, at=now, now=now)
        return calendar_text(
            service.name,
            [(seat_name(seat.role), seat.roster.duties) for seat in seats],
            start=min(seat.roster.start for seat in seats),
            end=max(seat.roster.end for seat in seats),
            now=now,
        )
