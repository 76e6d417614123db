"""The card of who owns a kind of decision, or each kind that a word covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases
from bot.cards import owner_words as words
from bot.cards.names import briefly
from bot.cards.owner_basis import basis
from bot.cards.owner_data import owners_data
from bot.cards.owner_incident import in_incident
from bot.cards.owner_several import side_by_side
from bot.model.catalogue import CATALOGUE
from bot.model.ownership import OwnershipState
from bot.reply import Actions, Button, Card, Fact, Facts, Note, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.cards.surroundings import Surroundings
    from bot.model.assessment import Assessment
    from bot.model.ownership import Ownership
    from bot.reply import Block


def owner_card(
    found: Sequence[Ownership],
    here: Surroundings,
    *,
    name: str,
    assessments: Sequence[Assessment] | None,
    example: bool,
) -> Card:
    """Draw up the answer.

    Args:
        found: Who owns each kind; at least one.
        here: For whom.
        name: The word that was asked for.
        assessments: What is left of the service's budgets, the worst first; None if unknown.
        example: Whether the data are made up.
    """
    blocks: list[Block] = []
    if len(found) == 1:
        blocks.append(Facts(tuple(_facts(found[0], here, assessments))))
    else:
        blocks += side_by_side(found, here, assessments)
    blocks.append(Note(_note(example=example)))
    blocks.append(Actions(_buttons(found, here, name)))
    return Card(
        headline=_headline(found, here, name),
        tone=_tone(found),
        blocks=tuple(blocks),
        data=owners_data(found, here),
        why=tuple(_why(each, here) for each in found),
    )


def _headline(found: Sequence[Ownership], here: Surroundings, name: str) -> str:
    if len(found) == 1:
        return words.sentence(found[0], here)
    names: dict[str, list[str]] = {}
    for each in found:
        who = f"{here.name(each.approver)} decides" if each.approver else "nobody owns"
        names.setdefault(who, []).append(words.lower(each.kind.name))
    parts = [f"{who} {phrases.listed(kinds)}" for who, kinds in names.items()]
    return f"{name[:1].upper()}{name[1:]} for {here.service.name}: {'; '.join(parts)}"


def _tone(found: Sequence[Ownership]) -> Tone:
    return Tone.NEUTRAL if all(each.owned for each in found) else Tone.WATCH


def _facts(
    found: Ownership, here: Surroundings, assessments: Sequence[Assessment] | None
) -> list[Fact]:
    facts = [_decides(found, here), *in_incident([found], here), *_parts(found, here)]
    if found.kind.rule:
        facts.append(Fact("Rule", found.kind.rule))
    facts += basis(found, here, assessments)
    if found.right and found.state is OwnershipState.HELD:
        facts.append(Fact("Holds", words.holds(found.right, here)))
    if found.proposal:
        facts.append(Fact("Proposed", words.proposal_line(found.proposal, here)))
    if found.undecided:
        facts.append(Fact("To be decided", words.in_a_row(found.undecided, found, here)))
    if found.taken:
        facts.append(Fact("Last decided", words.in_a_row(found.taken, found, here)))
    return facts


def _decides(found: Ownership, here: Surroundings) -> Fact:
    if found.approver:
        return Fact("Decides", here.name(found.approver))
    return Fact("Decides", "nobody")


def _parts(found: Ownership, here: Surroundings) -> Iterator[Fact]:
    """Who else has a part; who usually has one, where nobody was agreed on."""
    if found.held is None:
        if not found.owned and found.state is not OwnershipState.STANDBY:
            yield Fact("Usually", _usually(found))
        return
    holders = found.held.holders
    if found.delegate:
        later = "once half of a decision's time has passed"
        yield Fact("Delegate", f"{here.name(found.delegate)}, {later}")
    if found.driver:
        yield Fact("Drives", here.name(found.driver))
    for label, keys in (
        ("Must contribute", holders.contributors),
        ("Informed", holders.informed),
        ("Veto", holders.veto),
    ):
        if names := words.all_names(keys, here):
            yield Fact(label, names)


def _usually(found: Ownership) -> str:
    kind = found.kind
    driven = f"{kind.driver} drives it, and the {kind.approver} decides"
    return f"{driven}; it holds once both sides have agreed on a person"


def _note(*, example: bool) -> str:
    order = "The first of the three that speaks decides; never seniority."
    return f"Example data. {order}" if example else order


def _buttons(found: Sequence[Ownership], here: Surroundings, name: str) -> tuple[Button, ...]:
    first, service = found[0], here.service.key
    why = Button("Why?", f"why owner {service} {name}")
    if first.state is OwnershipState.STANDBY:
        declare = f"form incident on {service}"
        return (Button("Declare an incident", declare, opens_form=True), why)
    buttons = [*_asking(found, here), why]
    about = f"{service} {first.kind.key}" if len(found) == 1 else service
    if not first.owned:
        buttons.insert(0, Button("Open a decision", f"form decide {about}", opens_form=True))
    if first.proposal:
        buttons.append(Button("The proposal", f"owner proposal {first.proposal.number}"))
    else:
        label = "Propose another" if first.owned else "Propose who decides"
        buttons.append(Button(label, f"form owner propose {about}", opens_form=True))
    return tuple(buttons)


def _asking(found: Sequence[Ownership], here: Surroundings) -> Iterator[Button]:
    """To put a question to whoever decides; to each of them, if they are several."""
    kinds: dict[str, str] = {}
    for each in found:
        if each.approver:
            kinds.setdefault(each.approver, each.kind.key)
    for approver, kind in kinds.items():
        label = "Ask them" if len(kinds) == 1 else f"Ask {briefly(here.organisation, approver)}"
        yield Button(label, f"form owner ask {here.service.key} {kind}", opens_form=True)


def _why(found: Ownership, here: Surroundings) -> Facts:
    right = found.right
    facts = [Fact(found.kind.name, words.sentence(found, here))]
    if right:
        facts.append(Fact("Agreed", f"version {right.version}: {words.agreed(right, here)}"))
        facts.append(Fact("Reason", right.reason or "none was given"))
        facts.append(Fact("Holds", words.holds(right, here)))
        said = (("Proposed in", right.proposed_in), ("Accepted in", right.decided_in))
        facts += [Fact(label, link) for label, link in said if link]
    if found.proposal:
        facts.append(Fact("Proposed", words.proposal_line(found.proposal, here)))
    whose = "the usual kinds" if found.kind.key in CATALOGUE else "app.yaml"
    facts.append(Fact("Kind", f"{found.kind.key}, of {whose}"))
    return Facts(tuple(facts))
