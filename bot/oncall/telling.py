"""Whom a cover is told to: those whom it is about, and the channels of its engagements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.cards.cover import Told, question_card

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from bot.model.cover import Cover
    from bot.outgoing import Outgoing
    from bot.ports.store import Tx
    from bot.readers import Readers
    from bot.reply import Card

_ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Telling:
    """Puts what is to be said into the outbox, in the transaction of what it tells about.

    Attributes:
        readers: Who can be told.
        actor: The key of who does it; they see it in the answer.
        zone: Where the actor reads times.
    """

    readers: Readers
    actor: str
    zone: str

    def told(self, cover: Cover, *, zone: str | None = None) -> Told:
        """A cover in words, for a reader of a zone; for the actor unless told."""
        return Told(cover, self.readers.organisation, zone or self.zone)

    def ask(self, tx: Tx, cover: Cover) -> None:
        """Ask who would stand in."""
        for said in self._directly(cover, {cover.person}, question_card, what=_ASKED):
            tx.outbox.put(replace(said, otherwise=self._channel(cover)))

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
        question, answer = (f"{_key(cover, each)} {cover.person}" for each in (_ASKED, what))
        for said in self._directly(cover, self._concerned(cover), card, what=what):
            replaces = question if unasked and said.key == answer else None
            tx.outbox.put(replace(said, replaces=replaces, otherwise=channel))

    def everybody(self, tx: Tx, cover: Cover, card: Callable[[Told], Card], *, what: str) -> None:
        """Say it in the channels of the engagements that the rotation serves, in their zones.

        Those whom it is about are told directly too, if they can be.
        """
        for said in self._directly(cover, self._concerned(cover), card, what=what):
            tx.outbox.put(said)
        for engagement in self.readers.organisation.engagements_on(cover.rotation):
            drawn = self._drawn(cover, card)
            for said in self.readers.in_channels(_key(cover, what), engagement, drawn):
                tx.outbox.put(said)

    def _concerned(self, cover: Cover) -> set[str]:
        """Everybody whom it is about, but the actor."""
        return {cover.person, cover.covering_for, cover.proposed_by} - {self.actor}

    def _directly(
        self, cover: Cover, people: Collection[str], card: Callable[[Told], Card], *, what: str
    ) -> Iterator[Outgoing]:
        """What some people are told; in the rotation's zone if they have none."""
        zone = self.readers.organisation.rotations[cover.rotation].zone
        drawn = self._drawn(cover, card)
        return self.readers.directly(_key(cover, what), people, drawn, zone=zone)

    def _drawn(self, cover: Cover, card: Callable[[Told], Card]) -> Callable[[str], Card]:
        """A card about a cover, for readers of a zone."""
        return lambda zone: card(self.told(cover, zone=zone))

    def _channel(self, cover: Cover) -> str | None:
        """Where it is said openly if it cannot be said directly: in the first engagement's."""
        engagements = self.readers.organisation.engagements_on(cover.rotation)
        return self.readers.channel(place for each in engagements for place in each.places)


def _key(cover: Cover, what: str) -> str:
    return f"cover {cover.number} {what}"
