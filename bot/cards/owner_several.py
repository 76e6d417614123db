"""Several kinds of decision beside each other, for a word that covers them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards import owner_words as words
from bot.cards.owner_basis import basis
from bot.cards.owner_incident import in_incident
from bot.reply import Facts, Table, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.cards.surroundings import Surroundings
    from bot.model.assessment import Assessment
    from bot.model.ownership import Ownership
    from bot.reply import Block


def side_by_side(
    found: Sequence[Ownership], here: Surroundings, assessments: Sequence[Assessment] | None
) -> Iterator[Block]:
    """A column for each kind, a row for each part; then their rules, which need whole sentences.

    What runs just now comes before all of it.
    """
    if running := tuple(in_incident(found, here)):
        yield Facts(running)
    grounds = [basis(each, here, assessments) for each in found]
    rows = [(label, *(say(each, here) for each in found)) for label, say in _ROWS]
    rows += [
        (steps[0].label, *(step.value for step in steps)) for steps in zip(*grounds, strict=True)
    ]
    yield Table(
        columns=("", *(each.kind.name for each in found)),
        rows=tuple(row for row in rows if any(row[1:])),
    )
    for each in found:
        if each.kind.rule:
            yield Text(f"{each.kind.name}: {each.kind.rule}")


def _decides(found: Ownership, here: Surroundings) -> str:
    return here.name(found.approver) if found.approver else words.unowned(found, here)


def _delegate(found: Ownership, here: Surroundings) -> str:
    return f"{here.name(found.delegate)}, after half the time" if found.delegate else ""


def _driver(found: Ownership, here: Surroundings) -> str:
    return here.name(found.driver) if found.driver else ""


def _contributors(found: Ownership, here: Surroundings) -> str:
    return words.all_names(found.held.holders.contributors, here) if found.held else ""


def _informed(found: Ownership, here: Surroundings) -> str:
    return words.all_names(found.held.holders.informed, here) if found.held else ""


def _veto(found: Ownership, here: Surroundings) -> str:
    return words.all_names(found.held.holders.veto, here) if found.held else ""


def _until(found: Ownership, here: Surroundings) -> str:
    expires = found.held.expires if found.held else None
    return here.when(expires) if expires else ""


def _again(found: Ownership, here: Surroundings) -> str:
    again = words.looked_at_again(found.held, here) if found.held else None
    return here.when(again) if again else ""


def _proposed(found: Ownership, here: Surroundings) -> str:
    return words.proposal_line(found.proposal, here) if found.proposal else ""


def _undecided(found: Ownership, here: Surroundings) -> str:
    return words.in_a_row(found.undecided, found, here)


def _taken(found: Ownership, here: Surroundings) -> str:
    return words.in_a_row(found.taken, found, here)


_ROWS: tuple[tuple[str, Callable[[Ownership, Surroundings], str]], ...] = (
    ("Decides", _decides),
    ("Delegate", _delegate),
    ("Drives", _driver),
    ("Must contribute", _contributors),
    ("Informed", _informed),
    ("Veto", _veto),
    ("Until", _until),
    ("Looked at again", _again),
    ("Proposed", _proposed),
    ("To be decided", _undecided),
    ("Last decided", _taken),
)
