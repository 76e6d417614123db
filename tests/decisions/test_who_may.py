"""Who may do what about decisions: every act of ``access.MAY`` by everybody, also by pressing.

Each situation says what somebody is to it. The table then says whether they may. Whoever may not
is told so alone, and nothing is changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.terminal import seat
from bot.access import MAY, Act, Part
from bot.request import Actor, Audience
from tests.decisions.house import everything, house, say, with_zoe
from tests.door import Build, Door, error
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model.organisation import Organisation

LEAD = frozenset({Part.TAKES_PART, Part.LEAD})
MEMBER = frozenset({Part.TAKES_PART})
PEOPLE: Mapping[str, frozenset[Part]] = {
    "alice": LEAD,  # leads SRE
    "mona": LEAD,  # manages it
    "erin": MEMBER,
    "bob": LEAD,  # leads the product group
    "pat": LEAD,  # manages it
    "carol": MEMBER,
    "dana": frozenset({Part.TAKES_PART, Part.SPONSOR}),
    "zoe": frozenset(),  # in neither team
}
OTHERS = {
    "a guest": Actor("playground", "local", "somebody"),
    "the operator": Actor(seat.PLATFORM, seat.WORKSPACE, seat.OPERATOR),
    "a stranger": Actor("playground", "elsewhere", "bob"),
    **{
        f"an unverified {key}": Actor("playground", "local", key, verified=False)
        for key in ("alice", "bob", "erin")
    },
}
SRE, PRODUCT = ("alice", "mona"), ("bob", "pat")
FREEZE = "owner propose freeze approver=@carol reason=she plans both roadmaps"
BOUNDARY = 'decide boundary "Is throttling a feature?"'
HALF, LIMIT = timedelta(days=1), timedelta(days=2)


@dataclass(frozen=True)
class Situation:
    """Something that somebody wants to do.

    Attributes:
        act: What.
        said: The words, or those of the button.
        before: Who said what before.
        later: How long after that.
        parts: What people are to it, beside what they are to the engagement.
    """

    act: Act
    said: str
    before: tuple[tuple[str, str], ...] = ()
    later: timedelta = timedelta(0)
    parts: Mapping[Part, tuple[str, ...]] = field(default_factory=dict)

    def of(self, person: str) -> frozenset[Part]:
        """All that somebody is to it."""
        more = {part for part, people in self.parts.items() if person in people}
        return PEOPLE[person] | more


BY_ALICE = {Part.PROPOSER: ("alice",), Part.OWN_LEAD: SRE, Part.OTHER_LEAD: PRODUCT}
BY_PAT = {Part.PROPOSER: ("pat",), Part.OWN_LEAD: PRODUCT, Part.OTHER_LEAD: SRE}
OPENED = (("erin", BOUNDARY),)
DECIDED = (*OPENED, ("bob", "conclude D-1 yes because customers see it"))
DECLARED = (("frank", "incident on SEV2 @erin"),)

SITUATIONS = {
    "ask": Situation(Act.ASK, "owner ask freeze may the gate go out?"),
    "propose": Situation(Act.PROPOSE, FREEZE),
    "accept, of SRE": Situation(
        Act.ACCEPT, "owner accept 17", (("alice", FREEZE),), parts=BY_ALICE
    ),
    "accept, of the product group": Situation(
        Act.ACCEPT, "owner accept 17", (("pat", FREEZE),), parts=BY_PAT
    ),
    "accept, of app.yaml": Situation(Act.ACCEPT, "owner accept 14", parts=BY_ALICE),
    "decline, of SRE": Situation(
        Act.ACCEPT, "owner decline 17 not now", (("alice", FREEZE),), parts=BY_ALICE
    ),
    "decline, of the product group": Situation(
        Act.ACCEPT, "owner decline 17 not now", (("pat", FREEZE),), parts=BY_PAT
    ),
    "withdraw, of SRE": Situation(
        Act.WITHDRAW, "owner withdraw 17", (("alice", FREEZE),), parts=BY_ALICE
    ),
    "withdraw, of the product group": Situation(
        Act.WITHDRAW, "owner withdraw 17", (("pat", FREEZE),), parts=BY_PAT
    ),
    "open": Situation(Act.OPEN, BOUNDARY),
    "replace": Situation(
        Act.REPLACE,
        f"{BOUNDARY} supersedes=D-1",
        OPENED,
        parts={Part.OPENER: ("erin",), Part.APPROVER: ("bob",)},
    ),
    "conclude at once": Situation(
        Act.CONCLUDE,
        "conclude D-1 yes because customers see it",
        OPENED,
        parts={Part.APPROVER: ("bob",)},
    ),
    "conclude after half the limit": Situation(
        Act.CONCLUDE,
        "conclude D-1 yes because customers see it",
        OPENED,
        later=HALF,
        parts={Part.APPROVER: ("bob",), Part.DELEGATE: ("carol",)},
    ),
    "conclude after the limit": Situation(
        Act.CONCLUDE,
        "conclude D-1 yes because customers see it",
        OPENED,
        later=LIMIT,
        parts={Part.APPROVER: ("bob",), Part.DELEGATE: ("carol",), Part.SUPERIOR: ("pat",)},
    ),
    "reverse": Situation(
        Act.REVERSE,
        "reverse D-1 because customers never saw it",
        DECIDED,
        later=LIMIT,
        parts={Part.APPROVER: ("bob",)},
    ),
    "declare": Situation(Act.DECLARE, "incident on SEV2 @erin"),
    "hand over": Situation(
        Act.HAND_OVER, "incident on SEV1 @frank", DECLARED, parts={Part.COMMANDER: ("erin",)}
    ),
    "call off": Situation(
        Act.CALL_OFF, "incident off", DECLARED, parts={Part.COMMANDER: ("erin",)}
    ),
}


@pytest.fixture
def organisation(ask: Door) -> Organisation:
    """The example's, and somebody who is in neither team."""
    return with_zoe(ask.organisation)


async def come(situation: Situation, organisation: Organisation, build: Build, file: str) -> Door:
    """To where somebody may want to do it."""
    ask = build(organisation=organisation, file=file)
    ask.clock.move(NOON - ask.clock.now())  # the door's clock is every door's
    for who, said in situation.before:
        assert error((await ask(said, as_=who)).card) is None
    await ask("owner", as_="alice")  # so that what app.yaml says is in the store already
    await house(ask).later(situation.later)
    return ask


def test_every_act_is_tried() -> None:
    assert {each.act for each in SITUATIONS.values()} == set(Act) == set(MAY)
    tried = {part for each in SITUATIONS.values() for key in PEOPLE for part in each.of(key)}
    assert tried == set(Part)


@pytest.mark.parametrize("name", SITUATIONS)
@pytest.mark.parametrize("pressed", [False, True], ids=["said", "pressed"])
async def test_whoever_may_not_is_refused_alone_and_nothing_is_changed(
    name: str, pressed: bool, organisation: Organisation, build: Build
) -> None:
    situation = SITUATIONS[name]
    ask = await come(situation, organisation, build, "refused.db")
    before = await everything(ask.store)
    refused = [key for key in PEOPLE if not situation.of(key) & set(MAY[situation.act])]
    tried = {key: Actor("playground", "local", key) for key in refused} | OTHERS
    for who, actor in tried.items():
        answer = await say(ask, situation.said, actor=actor, pressed=pressed)
        assert answer is not None
        assert error(answer.card) == "not_allowed", f"{who}: {answer.card.headline}"
        assert answer.audience is (Audience.ASKER if pressed else Audience.PLACE)
        assert await everything(ask.store) == before, who


@pytest.mark.parametrize("name", SITUATIONS)
async def test_whoever_may_does_it_and_it_is_written_down(
    name: str, organisation: Organisation, build: Build
) -> None:
    situation = SITUATIONS[name]
    may = [key for key in PEOPLE if situation.of(key) & set(MAY[situation.act])]
    assert may
    for person in may:
        ask = await come(situation, organisation, build, f"{person}.db")
        before = await everything(ask.store)
        answer = await say(ask, situation.said, as_=person, pressed=True)
        assert answer is not None
        assert error(answer.card) is None, f"{person}: {answer.card.headline}"
        assert await everything(ask.store) != before
        assert ("answered", person) in await ask.audited("outcome", "person")
