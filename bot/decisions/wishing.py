"""From what somebody says to the right that they wish for: what they leave out stays as it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.decisions.agreeing import in_state
from bot.decisions.parts import side_led_by
from bot.decisions.terms import days_of_work, lapses_at
from bot.errors import Usage
from bot.model.decision_kind import Office
from bot.model.nobody import Nobody
from bot.model.organisation import Person, Side
from bot.model.right import DecisionRight, Holders, RightState
from bot.moments import understood
from bot.spans import days_called

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.decisions.acting import Acting
    from bot.model.decision_kind import DecisionKind
    from bot.model.moment import Moment
    from bot.model.organisation import Engagement
    from bot.ports.store import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody proposes; what is None stays as it was, and what is Nobody does not."""

    kind: DecisionKind
    approver: Person
    delegate: Person | Nobody | None
    driver: Person | Nobody | None
    basis: str | None
    reason: str
    expires: datetime | None

    def see(self, acting: Acting) -> None:
        """See that it can be.

        Raises:
            Usage: Somebody has left, stands in for themself, or it would be over already.
        """
        for person in (self.approver, self.delegate, self.driver):
            if isinstance(person, Person) and not person.active:
                raise Usage(
                    f"{person.name} is not active any more, and can hold no part in a decision.",
                    next_step="Name somebody who is.",
                )
        if self.delegate == self.approver:
            raise Usage(
                f"{self.approver.name} cannot stand in for themself.",
                next_step="Name somebody else as delegate, or nobody: delegate=none",
            )
        if self.expires and self.expires <= acting.now:
            raise Usage("That would be over already.", next_step="Say an end that is to come.")

    def right(self, tx: Tx, acting: Acting, engagement: Engagement) -> DecisionRight:
        """The right that it asks for, with all that it leaves as it was."""
        acting.deciding.ready(tx, now=acting.now)  # what app.yaml says is left as it was, too
        current = tx.rights.current(engagement.key)
        former = in_state(current, self.kind.key, RightState.ACTIVE)
        side = side_led_by(acting.somebody, engagement, acting.organisation)
        return DecisionRight(
            engagement=engagement.key,
            kind=self.kind.key,
            holders=self._holders(former, acting, engagement),
            basis=self.basis or (former.basis if former else None),
            reason=self.reason,
            proposed_by=acting.somebody,
            side=side or Side.SRE,  # who leads no side is refused when it is written
            proposed_at=acting.now,
            lapses_at=lapses_at(engagement, acting.now),
            expires=self.expires,
            proposed_in=acting.link,
        )

    def _holders(
        self, former: DecisionRight | None, acting: Acting, engagement: Engagement
    ) -> Holders:
        active, was = acting.organisation.active, former.holders if former else None
        delegate = _said(self.delegate, was.delegate if was else None)
        driver = _said(self.driver, was.driver if was else None)
        usual = self.kind.driver
        if driver is None and self.driver is None and isinstance(usual, Office):
            driver = usual.holder(engagement)
        contributors = was.contributors if was else tuple(_usual(self.kind, engagement))
        return Holders(
            approver=self.approver.key,
            delegate=delegate if delegate in active - {self.approver.key} else None,
            driver=driver if driver in active else None,
            contributors=self._others(contributors),
            informed=self._others(was.informed if was else ()),
            veto=self._others(was.veto if was else ()),
        )

    def _others(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Those who are not the approver, who needs no other part."""
        return tuple(key for key in keys if key != self.approver.key)


def _said(said: Person | Nobody | None, was: str | None) -> str | None:
    """Who was said, if somebody was; nobody, if that was said; else who it was."""
    match said:
        case Person():
            return said.key
        case Nobody():
            return None
        case None:
            return was
        case _:
            assert_never(said)


def in_calendar(moment: Moment | None, engagement: Engagement, now: datetime) -> datetime | None:
    """An end that somebody said, in the engagement's own zone, whoever said it where.

    Both sides agree on it: a day without a time of day is that zone's; so is a month from now on.
    """
    if moment is None:
        return None
    return understood(moment.said, now=now, zone=engagement.zone, ahead=True).at


def limit_in_calendar(
    moment: Moment | None, engagement: Engagement, now: datetime
) -> datetime | None:
    """A limit that somebody said; a day without a time of day means the end of that working day.

    Days without a date are working days, as those of app.yaml are: ``3d``.
    """
    if moment is None:
        return None
    if days := days_called(moment.said):
        return days_of_work(engagement, now, days)
    try:
        closing = f"{moment.said} {engagement.calendar.closes}"
        return understood(closing, now=now, zone=engagement.zone).at
    except Usage:  # it has a time of day already
        return in_calendar(moment, engagement, now)


def _usual(kind: DecisionKind, engagement: Engagement) -> Iterator[str]:
    """The teams that usually must be heard."""
    teams = {"SRE": engagement.sre_team.key, "product group": engagement.product_group.key}
    for said in kind.contributors:
        yield from teams.values() if said == "both sides" else filter(None, (teams.get(said),))
