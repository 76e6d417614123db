"""What people do about covers, inside a transaction: propose, accept, decline, take back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.cards.cover import (
    accepted_card,
    cancelled_card,
    declined_card,
    proposed_card,
)
from bot.cards.names import called
from bot.errors import Conflict, NotAllowed
from bot.model.cover import CoverState
from bot.oncall.own import has_a_turn
from bot.oncall.which import ANOTHER, which

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
            Conflict: It is decided or over, another was quicker, or there is no such turn any more.
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
        by = called(self.organisation, self.actor)
        said = self._taken_back(tx, cover, by=by)
        if cover.state is CoverState.ACCEPTED:
            self._take_back_what_rested_on(tx, cover, by=by)
        return said

    def _taken_back(self, tx: Tx, cover: Cover, *, by: str) -> Card:
        held = cover.state is CoverState.ACCEPTED
        if held and cover.start < self.now:
            off = tx.covers.end(cover.number, at=self.now)
        else:
            off = self._decided(tx, cover, CoverState.CANCELLED)
        said = partial(cancelled_card, by=by, held=held)
        if held:
            self.telling.everybody(tx, off, said, what="cancelled")
        else:
            self.telling.others(tx, off, said, what="cancelled", unasked=True)
        return said(self.telling.told(off))

    def _take_back_what_rested_on(self, tx: Tx, cover: Cover, *, by: str) -> None:
        """Whoever stood in for who stood in has nothing left to take; they are told."""
        for other in tx.covers.within(cover.rotation, start=self.now, end=cover.end):
            rests = other.state in _OPEN and other.covering_for == cover.person
            if rests and not self._has_a_turn(tx, other):
                self._taken_back(tx, other, by=by)
                self._take_back_what_rested_on(tx, other, by=by)

    def _has_a_turn(self, tx: Tx, cover: Cover) -> bool:
        return has_a_turn(tx, cover, organisation=self.organisation, now=self.now)

    def _accepted(self, tx: Tx, cover: Cover) -> Card:
        if not self._has_a_turn(tx, cover):
            told = self.telling.told(cover)
            raise Conflict(
                f"{told.name(cover.covering_for)} is not on call then any more: {told.when}.",
                next_step="See who is: oncall",
            )
        accepted = self._decided(tx, cover, CoverState.ACCEPTED)
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
            person = called(self.organisation, cover.person)
            raise NotAllowed(
                f"{person} was asked to cover, so nobody else can {to} it.",
                next_step="To stand in yourself, say: cover … by me until …",
            )
        self._see_still(cover, _WAITS)
        return cover

    def _meant(self, tx: Tx, number: int | None, *, mine: Callable[[Cover], bool]) -> Cover:
        rotations = self.organisation.rotations
        return which(tx, number, mine=mine, rotations=rotations, now=self.now)

    def _see_still(self, cover: Cover, among: frozenset[CoverState]) -> None:
        if cover.end <= self.now:
            raise Conflict(f"Cover {cover.number} is over.", next_step=ANOTHER)
        if cover.state not in among:
            became = self.telling.told(cover).became
            raise Conflict(f"Cover {cover.number} {became} already.", next_step=ANOTHER)

    def _waits_for_me(self, cover: Cover) -> bool:
        return cover.person == self.actor and cover.state is CoverState.PROPOSED

    def _has_a_part(self, cover: Cover) -> bool:
        team = self.organisation.teams[self.organisation.rotations[cover.rotation].team]
        about = {cover.person, cover.covering_for, cover.proposed_by}
        return self.actor in about | {team.lead, team.manager}
