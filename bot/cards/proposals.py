"""Several proposals of who decides: all parts of each in a line, and a way through them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import phrases
from bot.cards.owner_data import proposal_data
from bot.cards.proposal import BECAME
from bot.cards.proposal_parts import parts_in
from bot.decisions.agreeing import can_hold
from bot.model.right import Origin, RightState
from bot.reply import BUTTON_WORDS, Actions, Button, Card, Fact, Facts, Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.cards.surroundings import Surroundings
    from bot.model.decision import Decision
    from bot.model.right import DecisionRight

A_FEW = 5
"""So many get a button each; of more, one leads to the next."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal, or what became of it, as somebody sees it.

    Attributes:
        right: What was proposed.
        here: For whom it is shown.
        former: The right whose place it takes, if there is one.
        still: What is open, and stays with somebody else.
    """

    right: DecisionRight
    here: Surroundings
    former: DecisionRight | None = None
    still: Sequence[Decision] = ()

    @property
    def kind(self) -> str:
        """What the kind of decision is called."""
        return self.here.engagement.decisions.kind(self.right.kind).name

    @property
    def waits(self) -> bool:
        """Whether it still waits for an answer."""
        return self.right.waits(self.here.now)

    @property
    def acceptable(self) -> bool:
        """Whether it could be accepted now."""
        return self.waits and can_hold(self.right, self.here.organisation, self.here.now)


def lines(proposals: Sequence[Shown]) -> Facts:
    """Each in a line, with every part that somebody gets or loses, or with what became of it."""
    several = len({each.here.scope for each in proposals}) > 1
    return Facts(tuple(_line(each, several=several) for each in proposals))


def _line(shown: Shown, *, several: bool) -> Fact:
    right, scope = shown.right, f" for {shown.here.scope}" if several else ""
    said = _parts(shown) if right.state is RightState.PROPOSED else (_became(shown),)
    approver = shown.here.name(right.holders.approver)
    return Fact(f"{right.number} {shown.kind}{scope}", " · ".join((approver, *said)))


def _parts(shown: Shown) -> Iterator[str]:
    right, here = shown.right, shown.here
    for fact in parts_in(right, here, shown.former):
        yield f"{fact.label}: {fact.value}"
    if right.origin is Origin.CHAT and right.reason:
        yield f"Reason: {right.reason}"
    if right.effective and right.effective > here.now:
        yield f"Begins {here.when(right.effective)}, and is accepted from then on"
    if right.expires:
        over = right.expires <= here.now
        yield f"{'Would have held' if over else 'Would hold'} until {here.when(right.expires)}"


def _became(shown: Shown) -> str:
    right = shown.right
    by = f" by {shown.here.name(right.decided_by)}" if right.decided_by else ""
    because = f": {right.because}" if right.because else ""
    return f"{BECAME[right.state]}{by}{because}"


def waiting_card(proposals: Sequence[Shown], *, accepts: bool) -> Card:
    """All that wait, to be looked at one by one.

    Args:
        proposals: Those that wait.
        accepts: Whether whoever looks may accept them.
    """
    scopes = phrases.listed(list(dict.fromkeys(each.here.scope for each in proposals)))
    buttons = ways_through(proposals, see_button)
    return Card(
        headline=f"{len(proposals)} proposals of who decides wait for an answer: {scopes}",
        blocks=(
            lines(proposals),
            Note("What does not say until when would hold for twelve months."),
            Actions((*buttons, *(accept_all(proposals) if accepts else ()))),
        ),
        data={"proposals": [proposal_data(each.right) for each in proposals]},
    )


def ways_through(
    proposals: Sequence[Shown], offer: Callable[[DecisionRight], Button]
) -> tuple[Button, ...]:
    """A button for each of a few; of more one that shows the first, from which one goes on."""
    if len(proposals) <= A_FEW:
        return tuple(offer(each.right) for each in proposals)
    return (Button("One by one", f"owner proposal {proposals[0].right.number}"),)


def see_button(right: DecisionRight) -> Button:
    """Shows one, with all that can be said to it."""
    return Button(f"See {right.number}", f"owner proposal {right.number}")


def accept_button(right: DecisionRight) -> Button:
    """Accepts one."""
    return Button(f"Accept {right.number}", f"owner accept {right.number}")


def decline_button(right: DecisionRight, because: str) -> Button:
    """Opens the form to decline one, for a reason that was said already if a button holds it."""
    says = f"form owner decline {right.number}"
    whole = f"{says} {because}"
    said = whole if len(whole) <= BUTTON_WORDS else says
    return Button(f"Decline {right.number}", said, opens_form=True)


def withdraw_button(right: DecisionRight) -> Button:
    """Takes one back."""
    return Button(f"Withdraw {right.number}", f"owner withdraw {right.number}")


def accept_all(proposals: Sequence[Shown]) -> Iterator[Button]:
    """Accepts all that can be accepted now: by their numbers, so that nobody accepts unseen."""
    numbers = [str(each.right.number) for each in proposals if each.acceptable]
    every = len(numbers)
    while len(says := f"owner accept {' '.join(numbers)}") > BUTTON_WORDS:
        numbers.pop()
    if every > 1:
        many = f"all {every}" if len(numbers) == every else f"the first {len(numbers)}"
        yield Button(f"Accept {many}", says)


def several_of(many: int) -> str:
    """``13 kinds of decision``."""
    return f"{many} {'kind' if many == 1 else 'kinds'} of decision"
