"""Everything that somebody may want to do about decisions, and what everybody is to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.terminal import seat
from bot.access import Act, Part
from bot.request import Actor

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    "somebody who left": Actor("playground", "local", "heidi"),
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
    "ask": Situation(  # none of these people decides it: nobody asks themself
        Act.ASK, "owner ask severity is it SEV1?", (("frank", "incident on SEV2 @grace"),)
    ),
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
    "record what is decided already": Situation(
        Act.CONCLUDE,
        f"{BOUNDARY} outcome=yes because=customers see it",
        parts={Part.APPROVER: ("bob",)},
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
