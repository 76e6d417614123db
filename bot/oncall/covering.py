"""What people do about covers, inside a transaction: propose, accept, decline, take back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.cards.cover import (
    accepted_card,
    cancelled_card,
    declined_card,
    name,
    proposed_card,
)
from bot.errors import Conflict, NotAllowed, NotFound
from bot.model.cover import CoverState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.model.cover import Cover
    from bot.model.organisation import Organisation
    from bot.oncall.telling import Telling
    from bot.ports.store import Tx
    from bot.reply import Card

_WAITS = frozenset({CoverState.PROPOSED})
_OPEN = frozenset({CoverState.PROPOSED, CoverState.ACCEPTED})
_ANOTHER = "Propose another: cover … by … until …"


@dataclass(frozen=True, slots=True)
class Covering:
    """Somebody who does something about a cover: the key of who, when, and who hears of it."""

    organisation: Organisation
    actor: str
    now: datetime
    telling: Telling

    def propose(self, tx: Tx, cover: Cover) -> Card:
        """Ask somebody to stand in; who offers it themself has accepted.

        Raises:
            Conflict: It is covered already, or was asked already.
        """
        self._see_nobody_covers(tx, cover)
        for other in self._beside(tx, cover, CoverState.PROPOSED):
            if other.person == cover.person:
                told = self.telling.told(other)
                raise Conflict(
                    f"I asked {told.name(other.person)} already: {told.when}.",
                    next_step=f"Wait for the answer, or take it back: cover cancel {other.number}",
                )
        written = tx.covers.propose(cover)
        if written.person == self.actor:
            return self._accepted(tx, written)
        self.telling.ask(tx, written)
        return proposed_card(self.telling.told(written))

    def accept(self, tx: Tx, number: int | None) -> Card:
        """Stand in; without a number it is the only one that waits for the actor.

        Raises:
            NotFound: There is no such cover.
            NotAllowed: It was somebody else who was asked.
            Conflict: It is decided or over, or another was quicker.
        """
        cover = self._asked(tx, number, to="accept")
        self._see_nobody_covers(tx, cover)
        return self._accepted(tx, cover)

    def decline(self, tx: Tx, number: int | None) -> Card:
        """Do not stand in; the errors are those of ``accept``."""
        cover = self._asked(tx, number, to="decline")
        declined = self._decided(tx, cover, CoverState.DECLINED)
        self.telling.others(tx, declined, declined_card, what="declined")
        return declined_card(self.telling.told(declined))

    def cancel(self, tx: Tx, number: int | None) -> Card:
        """Take a cover back; one that holds already ends now, and what was stays true.

        Raises:
            NotFound: There is no such cover.
            NotAllowed: The actor has no part in it.
            Conflict: It is over, or was not to be.
        """
        cover = self._meant(tx, number, mine=self._has_a_part)
        if not self._has_a_part(cover):
            told = self.telling.told(cover)
            raise NotAllowed(
                "Only those whom it is about, whoever proposed it and the team's lead take a cover "
                "back.",
                next_step=f"Ask {told.name(cover.person)} or {told.name(cover.covering_for)}.",
            )
        self._see_still(cover, _OPEN)
        held = cover.state is CoverState.ACCEPTED
        if held and cover.start < self.now:
            off = tx.covers.end(cover.number, at=self.now)
        else:
            off = self._decided(tx, cover, CoverState.CANCELLED)
        by = name(self.organisation.people, self.actor)
        said = partial(cancelled_card, by=by, held=held)
        self.telling.others(tx, off, said, what="cancelled", unasked=not held)
        if held:
            self.telling.everybody(tx, off, said, what="cancelled")
        return said(self.telling.told(off))

    def _accepted(self, tx: Tx, cover: Cover) -> Card:
        accepted = self._decided(tx, cover, CoverState.ACCEPTED)
        self.telling.others(tx, accepted, accepted_card, what="accepted")
        self.telling.everybody(tx, accepted, accepted_card, what="accepted")
        return accepted_card(self.telling.told(accepted))

    def _decided(self, tx: Tx, cover: Cover, became: CoverState) -> Cover:
        among = frozenset({cover.state})
        decided = tx.covers.decide(cover.number, became, among=among, by=self.actor, at=self.now)
        assert decided is not None  # it was read in the same transaction
        return decided

    def _see_nobody_covers(self, tx: Tx, cover: Cover) -> None:
        for other in self._beside(tx, cover, CoverState.ACCEPTED):
            told = self.telling.told(other)
            raise Conflict(
                f"{told.who} already: {told.when}.",
                next_step=f"Take that back first: cover cancel {other.number}",
            )

    def _beside(self, tx: Tx, cover: Cover, state: CoverState) -> list[Cover]:
        """Other covers of what is still to come of the same turn."""
        start = max(cover.start, self.now)
        near = tx.covers.within(cover.rotation, start=start, end=cover.end)
        return [
            other
            for other in near
            if other.state is state
            and other.covering_for == cover.covering_for
            and other.number != cover.number
        ]

    def _asked(self, tx: Tx, number: int | None, *, to: str) -> Cover:
        """The cover that the actor was asked for, and that waits for their answer."""
        cover = self._meant(tx, number, mine=self._waits_for_me)
        if cover.person != self.actor:
            person = name(self.organisation.people, cover.person)
            raise NotAllowed(
                f"{person} was asked to cover, so nobody else can {to} it.",
                next_step="To stand in yourself, say: cover … by me until …",
            )
        self._see_still(cover, _WAITS)
        return cover

    def _meant(self, tx: Tx, number: int | None, *, mine: Callable[[Cover], bool]) -> Cover:
        """The cover of that number; without one, the only open one that is the actor's business.

        One in a rotation that app.yaml has no more is nobody's.
        """
        rotations = self.organisation.rotations
        if number is not None:
            cover = tx.covers.find(number)
            if cover and cover.rotation in rotations:
                return cover
            raise NotFound(f"There is no cover {number}.", next_step=_ANOTHER)
        still = (each for each in tx.covers.open_after(self.now) if each.rotation in rotations)
        match [each for each in still if mine(each)]:
            case [cover]:
                return cover
            case []:
                raise NotFound("There is no open cover of yours.", next_step=_ANOTHER)
            case several:
                numbers = ", ".join(str(each.number) for each in several)
                raise Conflict(
                    f"There are several: {numbers}.", next_step="Say the number of the one."
                )

    def _see_still(self, cover: Cover, among: frozenset[CoverState]) -> None:
        if cover.end <= self.now:
            raise Conflict(f"Cover {cover.number} is over.", next_step=_ANOTHER)
        if cover.state not in among:
            became = self.telling.told(cover).became
            raise Conflict(f"Cover {cover.number} {became} already.", next_step=_ANOTHER)

    def _waits_for_me(self, cover: Cover) -> bool:
        return cover.person == self.actor and cover.state is CoverState.PROPOSED

    def _has_a_part(self, cover: Cover) -> bool:
        team = self.organisation.teams[self.organisation.rotations[cover.rotation].team]
        about = {cover.person, cover.covering_for, cover.proposed_by}
        return self.actor in about | {team.lead, team.manager}
