"""Cards about proposals of who decides: the question to the other side, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards import owner_words as words
from bot.cards.decision_words import staying
from bot.cards.owner_data import proposal_data
from bot.cards.proposal_parts import parts_in
from bot.decisions.parts import leads_named, other
from bot.model.right import Origin, RightState
from bot.reply import Actions, Button, Card, Fact, Facts, Note, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.cards.surroundings import Surroundings
    from bot.model.decision import Decision
    from bot.model.right import DecisionRight
    from bot.reply import Block

BECAME = {
    RightState.PROPOSED: "waits for an answer",
    RightState.ACTIVE: "was accepted",
    RightState.DECLINED: "was declined",
    RightState.WITHDRAWN: "was withdrawn",
    RightState.LAPSED: "lapsed: nobody answered in time",
    RightState.SUPERSEDED: "was accepted, and another took its place since",
}


def what(right: DecisionRight, here: Surroundings) -> str:
    """``repair-item priority for IoT Hub``."""
    return f"{words.lower(here.engagement.decisions.kind(right.kind).name)} for {here.scope}"


def question_card(
    right: DecisionRight, here: Surroundings, *, former: DecisionRight | None
) -> Card:
    """Asks the other side whether it agrees."""
    approver = here.name(right.holders.approver)
    who = leads_named(here.engagement, other(right.side), here.organisation)
    return Card(
        headline=f"{_proposer(right, here)} that {approver} decides {what(right, here)} "
        f"(proposal {right.number})",
        blocks=(
            Facts(tuple(_facts(right, here, former))),
            Note(f"It holds once {who} accepts, and until then nothing changes."),
            _answers(right),
        ),
        data=proposal_data(right),
        asks=True,
    )


def proposed_card(
    right: DecisionRight, here: Surroundings, *, former: DecisionRight | None
) -> Card:
    """Tells who proposed it that the other side was asked."""
    who = leads_named(here.engagement, other(right.side), here.organisation)
    approver = here.name(right.holders.approver)
    return Card(
        headline=f"Proposed: {approver} decides {what(right, here)}, once {who} accepts",
        blocks=(
            Facts(tuple(_facts(right, here, former))),
            Note(f"Nothing changes until then. Proposal {right.number}."),
            Actions((Button("Withdraw it", f"owner withdraw {right.number}"),)),
        ),
        data=proposal_data(right),
    )


def accepted_card(
    right: DecisionRight,
    here: Surroundings,
    *,
    former: DecisionRight | None,
    still: Sequence[Decision] = (),
) -> Card:
    """Says who decides from now on, by whose agreement.

    Args:
        right: What was agreed on.
        here: For whom.
        former: What held until then.
        still: What is open and stays with somebody else.
    """
    return Card(
        headline=_agreed(right, here),
        tone=Tone.GOOD if _holds_or_will(right, here) else Tone.NEUTRAL,
        blocks=(
            Facts(
                (
                    *_facts(right, here, former),
                    Fact("Agreed", words.agreed(right, here)),
                    Fact("Holds", words.holds(right, here)),
                    *([Fact("Stays", staying(still, here))] if still else ()),
                )
            ),
            Note(f"Version {right.version} of this right, number {right.number}."),
            Actions((Button("Who decides", f"owner {here.service.key} {right.kind}"),)),
        ),
        data=proposal_data(right),
    )


def _agreed(right: DecisionRight, here: Surroundings) -> str:
    """Who decides by it; of one that is over only what became of it."""
    if _holds_or_will(right, here):
        return f"Agreed: {here.name(right.holders.approver)} decides {what(right, here)}"
    expired = "was accepted, and the right expired since"
    became = expired if right.state is RightState.ACTIVE else BECAME[right.state]
    return f"Proposal {right.number} {became}: {what(right, here)}"


def _holds_or_will(right: DecisionRight, here: Surroundings) -> bool:
    over = right.expires is not None and right.expires <= here.now
    return right.state is RightState.ACTIVE and not over


def ended_card(right: DecisionRight, here: Surroundings) -> Card:
    """Says that a proposal came to nothing, and why."""
    by = here.name(right.decided_by) if right.decided_by else None
    facts = [Fact("Proposed", here.name(right.holders.approver))]
    facts += [Fact("Because", right.because)] if right.because else []
    became = BECAME[right.state] + (f" by {by}" if by else "")
    again = f"form owner propose {here.service.key} {right.kind}"
    return Card(
        headline=f"Proposal {right.number} {became}: {what(right, here)} stays as it was",
        blocks=(
            Facts(tuple(facts)),
            Actions(
                (
                    Button("Who decides", f"owner {here.service.key} {right.kind}"),
                    Button("Propose another", again, opens_form=True),
                )
            ),
        ),
        data=proposal_data(right),
    )


def _facts(
    right: DecisionRight, here: Surroundings, former: DecisionRight | None
) -> Iterator[Fact]:
    """Every part, and why, until when and by when."""
    yield from parts_in(right, here, former)
    if right.reason:
        yield Fact("Reason", right.reason)
    if right.state is RightState.PROPOSED:
        yield from _terms(right, here)


def _terms(right: DecisionRight, here: Surroundings) -> Iterator[Fact]:
    """From when until when it would hold, and by when it is to be answered."""
    if right.effective and right.effective > here.now:
        yield Fact("Begins", f"{here.when(right.effective)}, and is accepted from then on")
    until = here.when(right.expires) if right.expires else "twelve months after it is accepted"
    yield Fact("Would hold until", until)
    if right.lapses_at:
        yield Fact("Answer by", here.when(right.lapses_at))


def _proposer(right: DecisionRight, here: Surroundings) -> str:
    name = here.name(right.proposed_by)
    in_their_name = f"app.yaml proposes, in the name of {name},"
    return in_their_name if right.origin is Origin.FILE else f"{name} proposes"


def _answers(right: DecisionRight) -> Block:
    decline = f"form owner decline {right.number}"
    return Actions(
        (
            Button("Accept", f"owner accept {right.number}"),
            Button("Decline", decline, opens_form=True),
            Button("Withdraw", f"owner withdraw {right.number}"),
        )
    )
