"""A life in the village, step by step: what people say, and what the model says to that."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.decisions.compared import Compared
from tests.decisions.model import KINDS, LEADS, PEOPLE, Asked, Model, Proposal, Right
from tests.decisions.village import Village, whole

WHOLE = whole()
UNSEEN_AT_MOST = timedelta(days=40)
"""For so long nobody looks what is due; what is later than the jobs' grace is not done at all."""

people, kinds = st.sampled_from(PEOPLE), st.sampled_from(KINDS)
stayers = st.sampled_from([each for each in PEOPLE if each not in {"carol", "zoe"}])
mostly_leads = st.sampled_from([*LEADS, *PEOPLE])
comers = st.sampled_from([*PEOPLE, "carol", "zoe"])
"""Also those who come and go, and more often."""
numbers = st.integers(0, 2)
spans = st.one_of(
    st.sampled_from([timedelta(hours=4), timedelta(days=1), timedelta(days=2), timedelta(days=7)]),
    st.timedeltas(timedelta(milliseconds=1), timedelta(days=20)),
)


class Life(Compared):
    """Whoever may not is refused and changes nothing; whoever may does it."""

    @initialize()
    def begin(self) -> None:
        self.village = Village(WHOLE)
        self.made = []
        self.found = {}
        self.unseen = timedelta(0)
        rights = {each["decision"]: each for each in self.owners()}
        held = {
            kind: Right(each["approver"], each["delegate"], each["expires"])
            for kind, each in rights.items()
            if each["state"] == "held"
        }
        over = Right("pat", None, rights["capacity"]["unowned_since"])
        self.model = Model(self.village.clock.now(), set(PEOPLE), {**held, "capacity": over})

    def teardown(self) -> None:
        if hasattr(self, "village"):
            self.village.close()

    @rule(
        who=mostly_leads,
        kind=kinds,
        approver=comers,
        delegate=st.none() | people,
        days=st.none() | st.integers(1, 6),
    )
    def propose(
        self, who: str, kind: str, approver: str, delegate: str | None, days: int | None
    ) -> None:
        named = f" delegate=@{delegate}" if delegate else ""
        end = self.model.now + timedelta(days=days or 0)
        until = f" until={end:%Y-%m-%dT%H:%MZ}" if days else ""
        may = self.model.may_propose(who, kind, approver, delegate)
        text = f"owner propose {kind} approver=@{approver}{named}{until} reason=so be it"
        card = self.tried(text, who, may=may)
        if may:
            data: Any = card.data
            self.model.proposals = {
                number: each for number, each in self.model.proposals.items() if each.kind != kind
            }
            stands_in = self.model.delegate(kind, approver, delegate)
            assert data["delegate"] == stands_in
            self.made.append(data["number"])
            self.model.proposals[data["number"]] = Proposal(
                kind, who, approver, stands_in, data["lapses"], data["expires"]
            )

    @rule(who=mostly_leads, which=numbers)
    def accept(self, who: str, which: int) -> None:
        number = self.proposal(which)
        may = self.model.may_answer(who, number, accept=True)
        card = self.tried(f"owner accept {number}", who, may=may)
        if may:
            agreed = self.model.proposals.pop(number)
            expires: Any = card.data["expires"]
            assert agreed.expires in {None, expires}
            self.model.rights[agreed.kind] = Right(agreed.approver, agreed.delegate, expires)
            self.drafts_begin()

    @rule(who=mostly_leads, which=numbers)
    def decline(self, who: str, which: int) -> None:
        number = self.proposal(which)
        may = self.model.may_answer(who, number, accept=False)
        self.tried(f"owner decline {number} not now", who, may=may)
        if may:
            del self.model.proposals[number]

    @rule(who=mostly_leads, which=numbers)
    def withdraw(self, who: str, which: int) -> None:
        number = self.proposal(which)
        may = self.model.may_withdraw(who, number)
        self.tried(f"owner withdraw {number}", who, may=may)
        if may:
            del self.model.proposals[number]

    @rule(who=people, kind=kinds, which=st.none() | numbers)
    def open(self, who: str, kind: str, which: int | None) -> None:
        supersedes = self.decision(which) if which is not None and self.model.decisions else None
        instead = f" supersedes=D-{supersedes}" if supersedes else ""
        may = self.model.may_open(who, kind, supersedes)
        card = self.tried(f'decide {kind} "Shall we?"{instead}', who, may=may)
        if may:
            number = int(str(card.data["decision"]).removeprefix("D-"))
            self.model.decisions[number] = Asked(kind, who, supersedes=supersedes)
            earlier = self.model.decisions.get(supersedes or 0)
            if earlier and earlier.state != "decided":
                earlier.state = "superseded"
            if self.model.owner(kind):
                self.begins(number)

    @rule(who=people, kind=kinds)
    def record(self, who: str, kind: str) -> None:
        may = self.model.may_record(who, kind)
        text = f'decide {kind} "Shall we?" outcome=yes because="it is time"'
        card = self.tried(text, who, may=may)
        if may:
            data: Any = card.data
            number = int(data["decision"].removeprefix("D-"))
            taken = Asked(kind, who, "decided", approver=who, expires=data["expires"])
            self.model.decisions[number] = taken

    @precondition(lambda self: self.model.decisions)
    @rule(whoever=st.none() | people, which=numbers)
    def conclude(self, whoever: str | None, which: int) -> None:
        number = self.decision(which)
        who = whoever or self.model.decisions[number].approver or "dana"
        may = self.model.may_conclude(who, number)
        card = self.tried(f"conclude D-{number} yes because it is time", who, may=may)
        if may:
            taken = self.model.decisions[number]
            expires: Any = card.data["expires"]
            taken.state, taken.expires = "decided", expires
            earlier = self.model.decisions.get(taken.supersedes or 0)
            if earlier and earlier.state == "decided":
                earlier.state = "superseded"

    @precondition(lambda self: self.model.decisions)
    @rule(whoever=st.none() | people, which=numbers)
    def reverse(self, whoever: str | None, which: int) -> None:
        number = self.decision(which)
        who = whoever or self.model.owner(self.model.decisions[number].kind) or "dana"
        may = self.model.may_reverse(who, number)
        self.tried(f"reverse D-{number} because it was wrong", who, may=may)
        if may:
            self.model.decisions[number].state = "reversed"

    @rule(who=people, commander=st.none() | stayers)
    def declare(self, who: str, commander: str | None) -> None:
        may = self.model.may_command(who, commander)
        self.tried(f"incident on SEV2{f' @{commander}' if commander else ''}", who, may=may)
        if may:
            self.model.commander = commander or who
            self.the_commander_decides()

    @rule(who=people)
    def call_off(self, who: str) -> None:
        may = self.model.may_call_off(who) and who in self.model.there
        self.tried("incident off", who, may=may)
        if may:
            self.model.commander = None

    @rule(span=spans, jobs=st.booleans())
    def wait(self, span: timedelta, jobs: bool) -> None:
        self.unseen += span
        jobs = jobs or self.unseen > UNSEEN_AT_MOST
        self.village.pass_time(span, jobs=jobs)
        self.model.now += span
        if jobs:
            self.unseen = timedelta(0)
            self.model.let_time_do_its_work()
            self.drafts_begin()

    @rule(gone=st.sets(st.sampled_from(["carol", "zoe"])))
    def leave(self, gone: set[str]) -> None:
        if self.model.commander in gone:
            return
        self.village.let_go(*gone)
        self.model.there = set(PEOPLE) - gone
