"""For whom something about decisions is said: whose people, about which service, in which zone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import phrases
from bot.cards.names import called

if TYPE_CHECKING:
    from datetime import datetime

    from bot.context import Context
    from bot.model.organisation import Engagement, Organisation, Service


@dataclass(frozen=True, slots=True)
class Surroundings:
    """For whom something about decisions is said.

    Attributes:
        organisation: Whose people.
        engagement: Whose decisions.
        service: About which service.
        zone: Where the reader reads times.
        now: The present instant.
    """

    organisation: Organisation
    engagement: Engagement
    service: Service
    zone: str
    now: datetime

    @classmethod
    def of(
        cls, context: Context, engagement: Engagement, service: Service | None = None
    ) -> Surroundings:
        """For whoever asks; about the engagement's first service unless told."""
        organisation = context.organisation
        service = service or organisation.services[engagement.services[0]]
        zone = context.zone_for(engagement)
        return cls(organisation, engagement, service, zone, context.now)

    def name(self, key: str) -> str:
        """What a person or a team is called."""
        return called(self.organisation, key)

    @property
    def scope(self) -> str:
        """What a right of the engagement is for: all of its services."""
        services = (self.organisation.services[key] for key in self.engagement.services)
        return phrases.listed([each.name for each in services])

    def when(self, instant: datetime) -> str:
        """An instant, as the reader reads it."""
        return phrases.moment(instant, self.zone, now=self.now)
