"""Says what nobody asked: puts cards into the outbox, for people and for an engagement's channels.

What is said lies in the transaction of what caused it; each reader gets it in their own zone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.outgoing import Outgoing, ToPerson, everywhere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.context import Context
    from bot.job import JobContext
    from bot.model.organisation import Engagement, Organisation
    from bot.outgoing import Standing
    from bot.ports.store import Tx
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Telling:
    """Where people and engagements are told something.

    Attributes:
        organisation: Whose people.
        platform: Where people are written to; None if no platform is served.
        platforms: Those that are served.
    """

    organisation: Organisation
    platform: str | None
    platforms: frozenset[str]

    @classmethod
    def of(cls, context: Context) -> Telling:
        """For what somebody does: people hear of it where it was said, if that is served."""
        return cls(context.organisation, written_to_on(context), context.platforms)

    @classmethod
    def by_itself(cls, context: JobContext) -> Telling:
        """For what nobody does."""
        return cls(context.organisation, min(context.platforms, default=None), context.platforms)

    def people(
        self,
        tx: Tx,
        key: str,
        people: Iterable[str],
        card: Callable[[str], Card],
        *,
        engagement: Engagement,
        openly: bool = False,
    ) -> None:
        """Write to some people directly.

        Args:
            tx: Where what happened is written.
            key: What makes it this message and no other; each person's own is added.
            people: Their keys.
            card: What it says, for a reader of a zone.
            engagement: What it is about.
            openly: Whether it is said in the channel to those who cannot be written to.
        """
        otherwise = self._channel(engagement) if openly else None
        for to, zone in self._readers(people, engagement):
            said = Outgoing(f"{key} {to.person}", to, card(zone), otherwise=otherwise)
            tx.outbox.put(said)

    def channels(
        self,
        tx: Tx,
        key: str,
        engagement: Engagement,
        card: Callable[[str], Card],
        *,
        instead_of: str | None = None,
        anew: bool = True,
    ) -> None:
        """Say it in the engagement's channels.

        Args:
            tx: Where what happened is written.
            key: What makes it this message and no other; each channel's own is added.
            engagement: Whose channels.
            card: What it says, for readers of a zone.
            instead_of: The key of an earlier message, in whose place it goes if there is one.
            anew: Whether it is said where there is none.
        """
        shown = card(engagement.zone)
        for each in everywhere(shown, engagement, key=key, platforms=self.platforms):
            earlier = each.key.replace(key, instead_of, 1) if instead_of else None
            replaces = _known(tx, earlier)
            if replaces or anew:
                tx.outbox.put(replace(each, replaces=replaces))

    def instead(
        self,
        tx: Tx,
        key: str,
        people: Iterable[str],
        card: Callable[[str], Card],
        *,
        engagement: Engagement,
        of: str,
    ) -> None:
        """Change what people were told directly; who was told nothing is told nothing now.

        Args:
            tx: Where what happened is written.
            key: What makes it this message and no other; each person's own is added.
            people: Their keys.
            card: What it says, for a reader of a zone.
            engagement: What it is about.
            of: The key of the earlier message.
        """
        for to, zone in self._readers(people, engagement):
            if earlier := _known(tx, f"{of} {to.person}"):
                tx.outbox.put(Outgoing(f"{key} {to.person}", to, card(zone), replaces=earlier))

    def over(
        self,
        tx: Tx,
        became: str,
        said: Iterable[Standing],
        card: Callable[[str], Card],
        *,
        engagement: Engagement,
    ) -> None:
        """Change what was said, wherever it stands, where it can be changed.

        Args:
            tx: Where what happened is written.
            became: What became of it; with the key of what was said it is the key of the change.
            said: What was said, or is still to be.
            card: What it says now, for a reader of a zone.
            engagement: What it is about.
        """
        for each in said:
            zone = engagement.zone
            if isinstance(each.to, ToPerson):
                if each.to.person not in self.organisation.active:
                    continue
                zone = self.organisation.people[each.to.person].zone or zone
            if each.to.platform in self.platforms:
                key = f"{each.key} {became}"
                tx.outbox.put(Outgoing(key, each.to, card(zone), replaces=each.key))

    def _readers(
        self, people: Iterable[str], engagement: Engagement
    ) -> Iterator[tuple[ToPerson, str]]:
        """Everybody among these who can be written to, and where they read times."""
        if self.platform is None:
            return
        for person in sorted(self.organisation.active.intersection(people)):  # nobody who has left
            zone = self.organisation.people[person].zone or engagement.zone
            yield ToPerson(self.platform, person), zone

    def _channel(self, engagement: Engagement) -> str | None:
        """Where it is said openly if it cannot be said directly."""
        places = (each.channel for each in engagement.places if each.platform == self.platform)
        return next(places, None)


def written_to_on(context: Context) -> str | None:
    """The platform on which people hear of what somebody does: where it was said, if served."""
    here = context.request.place.platform
    return here if here in context.platforms else min(context.platforms, default=None)


def said_in(tx: Tx, key: str, engagement: Engagement) -> str | None:
    """An address of what was said in an engagement's channels; None while there is none."""
    places = sorted(engagement.places, key=lambda place: not place.home)
    posted = (tx.outbox.posted(f"{key} {each.platform}/{each.channel}") for each in places)
    return next((each.link for each in posted if each and each.link), None)


def _known(tx: Tx, key: str | None) -> str | None:
    """The key of a message that stands somewhere or is still to be sent; None if none does."""
    stands = key is not None and (tx.outbox.is_open(key) or tx.outbox.posted(key) is not None)
    return key if stands else None
