"""Cards about covers: the question to who would stand in, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot import phrases
from bot.cards.names import called
from bot.model.cover import CoverState
from bot.reply import Actions, Button, Card, Fact, Facts, Note, Tone

if TYPE_CHECKING:
    from bot.model.cover import Cover
    from bot.model.organisation import Organisation
    from bot.model.rotation import Rotation
    from bot.reply import Block

_BECAME = {
    CoverState.PROPOSED: "waits for an answer",
    CoverState.ACCEPTED: "was accepted",
    CoverState.DECLINED: "was declined",
    CoverState.CANCELLED: "was cancelled",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A cover in words, for a reader of one zone."""

    cover: Cover
    organisation: Organisation
    zone: str

    @property
    def rotation(self) -> Rotation:
        """The rotation that it is about."""
        return self.organisation.rotations[self.cover.rotation]

    @property
    def when(self) -> str:
        """From when until when."""
        cover, place = self.cover, ZoneInfo(self.zone)
        days = {each.astimezone(place).date() for each in (cover.start, cover.end)}
        if len(days) == 1:
            return phrases.stretch(cover.start, cover.end, self.zone)
        now = cover.proposed_at
        start = phrases.moment(cover.start, self.zone, now=now)
        return f"{start} until {phrases.moment(cover.end, self.zone, now=now)}"

    @property
    def became(self) -> str:
        """What became of it: ``was declined``."""
        return _BECAME[self.cover.state]

    def name(self, key: str) -> str:
        """What somebody is called."""
        return called(self.organisation, key)

    @property
    def who(self) -> str:
        """``Erin Gallagher covers for Frank Adeyemi``."""
        return f"{self.name(self.cover.person)} covers for {self.name(self.cover.covering_for)}"

    @property
    def facts(self) -> Facts:
        """Rotation and time."""
        return Facts((Fact("Rotation", self.rotation.name), Fact("When", self.when)))

    @property
    def data(self) -> dict[str, object]:
        """The same for machines."""
        cover = self.cover
        return {
            "number": cover.number,
            "rotation": cover.rotation,
            "person": cover.person,
            "covering_for": cover.covering_for,
            "since": cover.start,
            "until": cover.end,
            "state": cover.state.value,
            "proposed_by": cover.proposed_by,
            "decided_by": cover.decided_by,
        }


def question_card(told: Told) -> Card:
    """Asks who would stand in."""
    cover = told.cover
    asker, covered = told.name(cover.proposed_by), told.name(cover.covering_for)
    whom = "them" if cover.proposed_by == cover.covering_for else covered
    return Card(
        headline=f"{asker} asks you to cover for {whom} on {told.rotation.name}",
        blocks=(
            told.facts,
            Note("You are on call then once you accept; until then nothing changes."),
            Actions(
                (
                    Button("Accept", f"cover accept {cover.number}"),
                    Button("Decline", f"cover decline {cover.number}"),
                )
            ),
        ),
        data=told.data,
        asks=True,
    )


def proposed_card(told: Told) -> Card:
    """Tells who proposed it that it was asked."""
    person = told.name(told.cover.person)
    return Card(
        headline=f"I asked {person} to cover for {told.name(told.cover.covering_for)}",
        blocks=(
            told.facts,
            Note(f"It holds once {person} accepts; I tell you then. Cover {told.cover.number}."),
            _cancelling(told),
        ),
        data=told.data,
    )


def accepted_card(told: Told) -> Card:
    """Says who stands in."""
    return Card(
        headline=f"{told.who} on {told.rotation.name}",
        tone=Tone.GOOD,
        blocks=(told.facts, _cancelling(told)),
        data=told.data,
    )


def declined_card(told: Told) -> Card:
    """Says that somebody does not stand in."""
    covered = told.name(told.cover.covering_for)
    return Card(
        headline=f"{told.name(told.cover.person)} cannot cover for {covered}",
        blocks=(told.facts, Note("Nothing changed. Ask somebody else: cover …")),
        data=told.data,
    )


def cancelled_card(told: Told, *, by: str, held: bool) -> Card:
    """Says that it is off.

    Args:
        told: The cover.
        by: What whoever took it back is called.
        held: Whether it was agreed.
    """
    off = "does not cover any longer" if held else "need not cover"
    blocks: tuple[Block, ...] = (told.facts, Note(f"Cancelled by {by}."))
    return Card(
        headline=f"{told.name(told.cover.person)} {off} for {told.name(told.cover.covering_for)}",
        blocks=blocks,
        data=told.data,
    )


def _cancelling(told: Told) -> Actions:
    return Actions((Button("Cancel it", f"cover cancel {told.cover.number}"),))
