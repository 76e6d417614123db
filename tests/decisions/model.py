"""Who decides what, as simply as it can be said: kept beside the real thing, and compared to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

LEADS = {"alice": "sre", "mona": "sre", "bob": "product", "pat": "product"}
MANAGERS = {"alice": "mona", "erin": "mona", "bob": "pat", "carol": "pat", "mona": "dana"}
MANAGERS |= {"pat": "dana"}
SPONSOR = "dana"
TEAMS = {*LEADS, "erin", "carol", SPONSOR}
PEOPLE = (*sorted(TEAMS), "zoe")
SEVERITY = "severity"
KINDS = ("freeze", "capacity", "launch", SEVERITY)
MOVES = {
    None: {"draft", "open", "decided"},
    "draft": {"open", "superseded"},
    "open": {"escalated", "decided", "superseded"},
    "escalated": {"open", "decided", "superseded"},
    "decided": {"expired", "superseded", "reversed"},
}


@dataclass
class Proposal:
    """What waits for the other side."""

    kind: str
    by: str
    approver: str
    delegate: str | None
    lapses: datetime
    expires: datetime | None


@dataclass
class Right:
    """What both sides agreed on."""

    approver: str
    delegate: str | None
    expires: datetime


@dataclass
class Asked:
    """A decision."""

    kind: str
    opener: str
    state: str = "draft"
    approver: str | None = None
    delegate: str | None = None
    half: datetime | None = None
    due: datetime | None = None
    above: str | None = None
    expires: datetime | None = None
    supersedes: int | None = None


@dataclass
class Model:
    """All that is so."""

    now: datetime
    there: set[str]
    rights: dict[str, Right]
    proposals: dict[int, Proposal] = field(default_factory=dict)
    decisions: dict[int, Asked] = field(default_factory=dict)
    commander: str | None = None

    def owner(self, kind: str) -> str | None:
        """Who decides it now."""
        if kind == SEVERITY and self.commander:
            return self.commander
        right = self.rights.get(kind)
        holds = right is not None and self.now < right.expires and right.approver in self.there
        return right.approver if right and holds else None

    def waiting(self, kind: str) -> Iterator[int]:
        """The proposals of a kind that can be answered."""
        for number, each in self.proposals.items():
            if each.kind == kind and self.now < each.lapses:
                yield number

    def delegate(self, kind: str, approver: str, named: str | None) -> str | None:
        """Who would stand in: whoever is named, else whoever did; nobody for themself."""
        right = self.rights.get(kind)
        delegate = named or (right.delegate if right else None)
        return delegate if delegate in self.there - {approver} else None

    def may_propose(self, who: str, kind: str, approver: str, delegate: str | None) -> bool:
        """A lead of either side, somebody who is there, and nothing else that waits."""
        named = {approver, delegate} - {None}
        if who not in LEADS or not named <= self.there or approver == delegate:
            return False
        return not any(self.waiting(kind))

    def may_answer(self, who: str, number: int, *, accept: bool) -> bool:
        """A lead of the other side, in time; somebody who is there, for a time to come."""
        proposal = self.proposals.get(number)
        if proposal is None or self.now >= proposal.lapses:
            return False
        if LEADS.get(who) in {None, LEADS[proposal.by]}:
            return False
        over = proposal.expires is not None and proposal.expires <= self.now
        return not accept or (proposal.approver in self.there and not over)

    def may_withdraw(self, who: str, number: int) -> bool:
        """Any lead of the side that made it, in time."""
        proposal = self.proposals.get(number)
        in_time = proposal is not None and self.now < proposal.lapses
        return bool(proposal and in_time and LEADS.get(who) == LEADS[proposal.by])

    def may_open(self, who: str, kind: str, supersedes: int | None) -> bool:
        """Anybody of the two teams; another's place only by whoever has to do with it."""
        if who not in TEAMS & self.there:
            return False
        if supersedes is None:
            return True
        earlier = self.decisions[supersedes]
        if earlier.state in {"draft", "open", "escalated"}:
            return who in {earlier.opener, earlier.approver}
        return earlier.state == "decided" and earlier.kind == kind

    def may_record(self, who: str, kind: str) -> bool:
        """Whoever decides such things, and has a part in the engagement."""
        return self.may_open(who, kind, None) and who == self.owner(kind)

    def may_conclude(self, who: str, number: int) -> bool:
        """The approver; the delegate from half the limit on; who stands above after all of it."""
        decision = self.decisions[number]
        if decision.state not in {"open", "escalated"} or who not in self.there:
            return False
        may = {decision.approver}
        half = decision.half is not None and decision.half <= self.now
        if half or decision.approver not in self.there:
            may.add(decision.delegate)
        if decision.state == "escalated":
            may.add(decision.above)
        return who in may - {None}

    def may_reverse(self, who: str, number: int) -> bool:
        """Whoever decides such things now; who did, if nobody does."""
        decision = self.decisions[number]
        if decision.state != "decided" or decision.expires is None or decision.expires <= self.now:
            return False
        return who in self.there and who == (self.owner(decision.kind) or decision.approver)

    def may_command(self, who: str, commander: str | None) -> bool:
        """Anybody declares; only who has to do with it hands over what runs."""
        if who not in TEAMS & self.there:
            return False
        if self.commander is None:
            return True
        return commander not in {None, self.commander} and self.may_call_off(who)

    def may_call_off(self, who: str) -> bool:
        """Who commands, a lead of either side, the sponsor."""
        return self.commander is not None and who in {self.commander, *LEADS, SPONSOR}

    def to_be_given(self) -> list[int]:
        """What somebody may decide by now, and nobody else is left to decide."""
        return [
            number
            for number, each in self.decisions.items()
            if each.state in {"draft", "open", "escalated"}
            and not {each.approver, each.delegate} & self.there
            and self.owner(each.kind)
        ]

    def of_another_commander(self) -> list[int]:
        """What is to be decided about severity, and is not the present commander's."""
        return [
            number
            for number, each in self.decisions.items()
            if each.kind == SEVERITY
            and each.state in {"draft", "open", "escalated"}
            and each.approver != self.commander
        ]

    def let_time_do_its_work(self) -> None:
        """What has lapsed, is late or is over becomes so; once somebody looked."""
        for number in [n for n, each in self.proposals.items() if each.lapses <= self.now]:
            del self.proposals[number]
        for each in self.decisions.values():
            if each.state == "open" and each.due and each.due <= self.now:
                each.state, each.above = "escalated", self._above(each)
            elif each.state == "decided" and each.expires and each.expires <= self.now:
                each.state = "expired"

    def _above(self, decision: Asked) -> str | None:
        chain = (MANAGERS.get(decision.approver or ""), SPONSOR)
        others = self.there - {decision.approver, decision.delegate}
        return next((each for each in chain if each in others), None)
