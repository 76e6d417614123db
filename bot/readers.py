"""Who reads what nobody asked: from people and channels to a message each, in its reader's zone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.outgoing import Outgoing, ToPerson, everywhere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.context import Context
    from bot.model.organisation import BoundPlace, Engagement, Organisation
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Readers:
    """People who can be written to, and channels that can be posted in.

    Attributes:
        organisation: Whose people.
        platform: Where people are written to; None if no platform is served.
        platforms: Those that are served.
    """

    organisation: Organisation
    platform: str | None
    platforms: frozenset[str]

    @classmethod
    def of(cls, context: Context) -> Readers:
        """For what somebody does: people hear of it where it was said, if that is served."""
        here = context.request.place.platform
        if here in context.platforms:
            return cls(context.organisation, here, context.platforms)
        return cls.by_itself(context.organisation, context.platforms)

    @classmethod
    def by_itself(cls, organisation: Organisation, platforms: frozenset[str]) -> Readers:
        """For what nobody does."""
        return cls(organisation, min(platforms, default=None), platforms)

    def directly(
        self, key: str, people: Iterable[str], card: Callable[[str], Card], *, zone: str
    ) -> Iterator[Outgoing]:
        """A private message to each of some people who have not left, in order of their keys.

        Args:
            key: What makes it this message and no other; each person's own is added.
            people: Their keys.
            card: What it says, for a reader of a zone.
            zone: Where times are read by those who have no zone of their own.
        """
        if self.platform is None:
            return
        for person in sorted(self.organisation.active.intersection(people)):
            to = ToPerson(self.platform, person)
            yield Outgoing(f"{key} {person}", to, card(self.zone(person, otherwise=zone)))

    def in_channels(
        self, key: str, engagement: Engagement, card: Callable[[str], Card]
    ) -> Iterator[Outgoing]:
        """A post in each of an engagement's channels; each channel's own is added to the key."""
        shown = card(engagement.zone)
        return everywhere(shown, engagement, key=key, platforms=self.platforms)

    def channel(self, places: Iterable[BoundPlace]) -> str | None:
        """Where it is said openly if it cannot be said directly: in the first of these places."""
        return next((each.channel for each in places if each.platform == self.platform), None)

    def zone(self, person: str, *, otherwise: str) -> str:
        """Where somebody reads times; if they have no zone of their own, in the other one."""
        known = self.organisation.people.get(person)
        return (known.zone if known else None) or otherwise
