"""Whom a cover is told to: those whom it is about, and the channels of its engagements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.cards.cover import Told, question_card
from bot.outgoing import Outgoing, ToPerson, everywhere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.model.cover import Cover
    from bot.model.organisation import Organisation
    from bot.ports.store import Tx
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Telling:
    """Puts what is to be said into the outbox, in the transaction of what it tells about.

    Attributes:
        organisation: Whose rotations.
        actor: The key of who does it; they see it in the answer.
        zone: Where the actor reads times.
        platform: Where people are written to; None if no platform is served.
        platforms: Those that are served.
    """

    organisation: Organisation
    actor: str
    zone: str
    platform: str | None
    platforms: frozenset[str]

    def told(self, cover: Cover, *, to: str | None = None) -> Told:
        """A cover in words, in the zone of whoever reads it; the actor unless told."""
        if to is None:
            return Told(cover, self.organisation, self.zone)
        reader = self.organisation.people.get(to)
        zone = reader.zone if reader else None
        return Told(
            cover, self.organisation, zone or self.organisation.rotations[cover.rotation].zone
        )

    def ask(self, tx: Tx, cover: Cover) -> None:
        """Ask who would stand in."""
        card = question_card(self.told(cover, to=cover.person))
        if self.platform is not None:
            to = ToPerson(self.platform, cover.person)
            key, otherwise = _question(cover), self._channel(cover)
            tx.outbox.put(Outgoing(key, to, card, otherwise=otherwise))

    def others(
        self,
        tx: Tx,
        cover: Cover,
        card: Callable[[Told], Card],
        *,
        what: str,
        unasked: bool = False,
    ) -> None:
        """Tell everybody whom it is about but the actor: directly, or in the channel.

        Args:
            tx: Where what happened is written.
            cover: What it is about.
            card: Says it.
            what: What happened, in a word.
            unasked: Whether that takes back the question to who would stand in.
        """
        channel = self._channel(cover)
        for person, said in self._directly(cover, card, what=what):
            replaces = _question(cover) if unasked and person == cover.person else None
            tx.outbox.put(replace(said, replaces=replaces, otherwise=channel))

    def everybody(self, tx: Tx, cover: Cover, card: Callable[[Told], Card], *, what: str) -> None:
        """Say it in the channels of the engagements that the rotation serves, in their zones.

        Those whom it is about are told directly too, if they can be.
        """
        for _, said in self._directly(cover, card, what=what):
            tx.outbox.put(said)
        for engagement in self.organisation.engagements_on(cover.rotation):
            shown = card(Told(cover, self.organisation, engagement.zone))
            key = f"cover {cover.number} {what}"
            for each in everywhere(shown, engagement, key=key, platforms=self.platforms):
                tx.outbox.put(each)

    def _channel(self, cover: Cover) -> str | None:
        """Where it is said openly if it cannot be said directly: in the first engagement's."""
        places = (
            place.channel
            for engagement in self.organisation.engagements_on(cover.rotation)
            for place in engagement.places
            if place.platform == self.platform
        )
        return next(places, None)

    def _directly(
        self, cover: Cover, card: Callable[[Told], Card], *, what: str
    ) -> Iterator[tuple[str, Outgoing]]:
        """What everybody whom it is about, but the actor, is told; in order of their keys."""
        if self.platform is None:
            return
        for person in sorted({cover.person, cover.covering_for, cover.proposed_by} - {self.actor}):
            key, to = f"cover {cover.number} {what} {person}", ToPerson(self.platform, person)
            yield person, Outgoing(key, to, card(self.told(cover, to=person)))


def _question(cover: Cover) -> str:
    return f"cover {cover.number} asked {cover.person}"
