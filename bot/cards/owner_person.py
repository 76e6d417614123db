"""What somebody decides, where they stand in, what they drive, and what they may stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases
from bot.cards.owner_table import holds
from bot.cards.owner_words import lower
from bot.cards.surroundings import Surroundings
from bot.reply import Card, Note, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.context import Context
    from bot.model.organisation import Engagement, Person
    from bot.model.ownership import Ownership

_DECIDES, _STANDS_IN, _DRIVES, _STOPS = "decides", "stands in", "drives", "may stop it"


def person_card(
    person: Person, tables: Iterable[tuple[Engagement, Sequence[Ownership]]], context: Context
) -> Card:
    """A row for each kind of decision in which they have such a part."""
    rows = [
        (here.scope, each.kind.name, part, holds(each, here))
        for engagement, found in tables
        for here in (Surroundings.of(context, engagement),)
        for each in found
        if (part := ", ".join(_parts_of(person, each)))
    ]
    rows.sort(key=lambda row: row[2] != _DECIDES)
    return Card(
        headline=f"{person.name} {_headline(rows)}",
        blocks=(
            *((Table(("For", "Decision", "Part", "Holds"), tuple(rows)),) if rows else ()),
            *((Note("Example data."),) if context.example else ()),
        ),
        data={
            "person": person.key,
            "rights": [
                {"for": scope, "decision": kind, "part": part, "until": until}
                for scope, kind, part, until in rows
            ],
        },
    )


def _headline(rows: Sequence[tuple[str, str, str, str]]) -> str:
    """``decides 4 kinds of decision``, or what they do instead."""
    decides = sum(part == _DECIDES for _, _, part, _ in rows)
    if decides:
        return f"decides {decides} {'kind' if decides == 1 else 'kinds'} of decision"
    if not rows:
        return "decides no kind of decision, and stands in for nobody"
    stops = dict.fromkeys(lower(kind) for _, kind, part, _ in rows if _STOPS in part)
    also = f", and may stop {phrases.listed(list(stops))}" if stops else ""
    return f"decides no kind of decision{also}"


def _parts_of(person: Person, found: Ownership) -> Iterator[str]:
    if found.approver == person.key:
        yield _DECIDES
        return
    if found.delegate == person.key:
        yield _STANDS_IN
    if found.driver == person.key:
        yield _DRIVES
    if person.active and found.held and person.key in found.held.holders.veto:
        yield _STOPS
