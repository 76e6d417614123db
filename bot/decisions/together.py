"""What app.yaml proposes to one engagement at one moment: asked on one card, not on one for each.

Whoever may answer gets it with buttons, and sees it change with every answer. Those in whose name
the file speaks get it without, and see what became of it once all of it was answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from bot.access import Act
from bot.cards.file_proposals import together_card
from bot.cards.proposals import Shown
from bot.decisions.agreeing import asked, asked_of
from bot.decisions.parts import may_do
from bot.model.right import RightState
from bot.outgoing import ToPerson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from bot.cards.surroundings import Surroundings
    from bot.decisions.acting import Acting
    from bot.model.organisation import Engagement
    from bot.model.right import DecisionRight
    from bot.outgoing import Standing
    from bot.ports.store import Tx
    from bot.reply import Card

_ANSWERED = " answered "
"""Stands between the key of what was asked and how many were answered by its last change."""


@dataclass(frozen=True, slots=True)
class Together:
    """All that the file proposed to an engagement at one moment, by number.

    Attributes:
        acting: Who asks or answers.
        engagement: Which engagement.
        rights: What was proposed, as it stands now.
        former: By kind, what holds in that engagement.
    """

    acting: Acting
    engagement: Engagement
    rights: tuple[DecisionRight, ...]
    former: Mapping[str, DecisionRight]

    @classmethod
    def at(cls, acting: Acting, tx: Tx, engagement: Engagement, at: datetime) -> Self:
        """What was proposed at one instant, without what the file itself accepted then."""
        found = tx.rights.of_file(engagement.key, at)
        by_file = engagement.decisions.accepted_by is not None
        kept = (each for each in found if not (by_file and each.decided_at == each.proposed_at))
        current = tx.rights.current(engagement.key)
        former = {each.kind: each for each in current if each.state is RightState.ACTIVE}
        return cls(acting, engagement, tuple(kept), former)

    @property
    def waiting(self) -> list[DecisionRight]:
        """What nobody has answered yet."""
        return [each for each in self.rights if each.state is RightState.PROPOSED]

    def ask(self, tx: Tx) -> None:
        """Ask what waits, before everybody and directly: each reader once, however often."""
        if not self.waiting:
            return
        telling, key, leads = self.acting.telling, asked(self.rights[0]), self._leads
        asks, tells = self._drawn(may_answer=True), self._drawn(may_answer=False)
        telling.channels(tx, key, self.engagement, asks)
        for people, card in ((self._answerers, asks), (leads - self._answerers, tells)):
            telling.people(tx, key, people, card, engagement=self.engagement)

    def draw_again(self, tx: Tx) -> None:
        """Show what was answered meanwhile; who does not answer sees it once all of it was."""
        key = asked(self.rights[0])
        standing = list(tx.outbox.standing(f"{key} "))
        answers = [each for each in standing if not _is_for(each, self._leads - self._answerers)]
        self._change(tx, answers, may_answer=True)
        if not self.waiting:
            others = [each for each in standing if each not in answers]
            self._change(tx, others, may_answer=False)

    def _change(self, tx: Tx, said: Iterable[Standing], *, may_answer: bool) -> None:
        answered = len(self.rights) - len(self.waiting)
        self.acting.telling.over(
            tx,
            f"{_ANSWERED.strip()} {answered}",
            said,
            self._drawn(may_answer=may_answer),
            engagement=self.engagement,
            first=lambda each: each.partition(_ANSWERED)[0],
        )

    def shown(self, here: Surroundings) -> tuple[Shown, ...]:
        """All of it, for somebody."""
        return tuple(self._shown(each, here) for each in self.rights)

    def _shown(self, right: DecisionRight, here: Surroundings) -> Shown:
        return Shown(right, here, self.former.get(right.kind))

    def _drawn(self, *, may_answer: bool) -> Callable[[str], Card]:
        def draw(here: Surroundings) -> Card:
            return together_card(self.shown(here), may_answer=may_answer)

        return self.acting.drawn(self.engagement, draw)

    @property
    def _leads(self) -> frozenset[str]:
        return asked_of(self.rights[0], self.engagement)

    @property
    def _answerers(self) -> frozenset[str]:
        """Those of them whose word it waits for."""
        right, organisation = self.rights[0], self.acting.organisation
        return frozenset(
            each
            for each in self._leads
            if may_do(Act.ACCEPT, each, right, self.engagement, organisation)
        )


def _is_for(said: Standing, people: frozenset[str]) -> bool:
    return isinstance(said.to, ToPerson) and said.to.person in people
