"""Cards about what app.yaml proposes to one engagement at one moment, and what was agreed on."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import phrases
from bot.cards import owner_words as words
from bot.cards.decision_words import staying
from bot.cards.owner_data import proposal_data
from bot.cards.proposal import accepted_card, ended_card, question_card
from bot.cards.proposals import accept_all, lines, several_of
from bot.decisions.parts import leads_named, other
from bot.model.right import RightState
from bot.reply import Actions, Button, Card, Fact, Facts, Note, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.cards.proposals import Shown
    from bot.reply import Block

_BECAME = {
    RightState.ACTIVE: "agreed on",
    RightState.SUPERSEDED: "agreed on and superseded",
    RightState.DECLINED: "declined",
    RightState.WITHDRAWN: "withdrawn",
    RightState.LAPSED: "lapsed",
}


def together_card(proposals: Sequence[Shown], *, may_answer: bool) -> Card:
    """All that the file proposed to an engagement at one moment, and what became of it since.

    Args:
        proposals: What it proposed, by number.
        may_answer: Whether whoever reads it may be one who answers it.
    """
    if len(proposals) == 1:
        alone = proposals[0]
        return proposal_card(alone) if may_answer or not alone.waits else _told(alone)
    waiting = [each for each in proposals if each.waits]
    headline = _waiting(proposals, len(waiting)) if waiting else _over(proposals)
    buttons = tuple(_ways(waiting, proposals[0], may_answer=may_answer))
    return Card(
        headline=headline,
        blocks=(
            lines(proposals),
            *((_once_accepted(waiting[0], may_answer=may_answer),) if waiting else ()),
            *((Actions(buttons),) if buttons else ()),
        ),
        data={"proposals": [proposal_data(each.right) for each in proposals]},
    )


def proposal_card(shown: Shown) -> Card:
    """One proposal, with its buttons while it waits, or what became of it."""
    right, here = shown.right, shown.here
    match right.state:
        case RightState.PROPOSED:
            return question_card(right, here, former=shown.former)
        case RightState.ACTIVE | RightState.SUPERSEDED:
            return accepted_card(right, here, former=None)
        case _:
            return ended_card(right, here)


def _told(shown: Shown) -> Card:
    """One proposal, for those who do not answer it."""
    card = proposal_card(shown)
    told = (each for each in card.blocks if not isinstance(each, Actions | Note))
    return replace(card, blocks=(*told, _once_accepted(shown, may_answer=False)), asks=False)


def _waiting(proposals: Sequence[Shown], waiting: int) -> str:
    right, here = proposals[0].right, proposals[0].here
    left = f"; {waiting} still {'waits' if waiting == 1 else 'wait'}"
    return (
        f"app.yaml proposes, in the name of {here.name(right.proposed_by)}, who decides "
        f"{several_of(len(proposals))} for {here.scope}{left if waiting < len(proposals) else ''}"
    )


def _over(proposals: Sequence[Shown]) -> str:
    counted = Counter(_BECAME[each.right.state] for each in proposals)
    became = phrases.listed([f"{many} {what}" for what, many in counted.items()])
    scope = proposals[0].here.scope
    return f"app.yaml proposed who decides {several_of(len(proposals))} for {scope}: {became}"


def _once_accepted(shown: Shown, *, may_answer: bool) -> Note:
    """When it holds, and what whoever reads it can do about it."""
    here, right = shown.here, shown.right
    who = leads_named(here.engagement, other(right.side), here.organisation)
    if not may_answer:
        return Note(
            f"Each holds once {who} accepts it. What is not meant so, your side can take back: "
            f"owner withdraw {right.number}"
        )
    return Note(
        f"Each holds once {who} accepts it, for twelve months where it does not say until when; "
        "until then nothing changes."
    )


def _ways(waiting: Sequence[Shown], first: Shown, *, may_answer: bool) -> Iterator[Button]:
    if not waiting:
        yield Button("Who decides", f"owner {first.here.service.key}")
    elif may_answer:
        yield Button("One by one", f"owner proposal {waiting[0].right.number}")
        yield from accept_all(waiting)


def agreed_card(agreed: Sequence[Shown], *, left: Sequence[str] = ()) -> Card:
    """Says of several who decides from now on.

    Args:
        agreed: What was accepted.
        left: What could not be, in sentences.
    """
    first = agreed[0]
    scope = phrases.listed(list(dict.fromkeys(each.here.scope for each in agreed)))
    headline = f"Agreed: who decides {several_of(len(agreed))} for {scope}"
    if len(agreed) == 1:
        headline = accepted_card(first.right, first.here, former=first.former).headline
    blocks: list[Block] = [Facts(tuple(_agreed(each) for each in agreed))]
    blocks += [Note(each) for each in left]
    blocks.append(Actions((Button("Who decides", f"owner {first.here.service.key}"),)))
    return Card(
        headline=headline,
        tone=Tone.GOOD,
        blocks=tuple(blocks),
        data={"proposals": [proposal_data(each.right) for each in agreed]},
    )


def _agreed(shown: Shown) -> Fact:
    right, here = shown.right, shown.here
    said = [here.name(right.holders.approver)]
    if right.holders.delegate:
        said.append(f"Delegate: {here.name(right.holders.delegate)}")
    if shown.former and shown.former.holders.approver != right.holders.approver:
        said.append(f"Until now: {here.name(shown.former.holders.approver)}")
    if right.expires:
        said.append(f"until {words.day(right.expires, here)}")
    if shown.still:
        said.append(staying(shown.still, here))
    return Fact(shown.kind, " · ".join(said))


def going_on(card: Card, together: Sequence[Shown], *, after: int) -> Card:
    """The same card, with a button for the next one that waits; it then takes this one's place.

    Args:
        card: About one proposal.
        together: What the file proposed together with it.
        after: The number of that one.
    """
    others = [each for each in together if each.waits and each.right.number != after]
    if not others:
        return card
    next_ = next((each for each in others if each.right.number > after), others[0])
    button = Button(f"Next: {words.lower(next_.kind)}", f"owner proposal {next_.right.number}")
    *above, last = card.blocks
    buttons = last.buttons if isinstance(last, Actions) else ()
    return replace(card, blocks=(*above, Actions((*buttons, button))), asks=True)
