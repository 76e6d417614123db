"""Who decides everything of an engagement, both sides beside each other; and what one decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases
from bot.cards import owner_words as words
from bot.cards.names import briefly
from bot.cards.owner_data import owners_data
from bot.cards.surroundings import Surroundings
from bot.model.organisation import Side
from bot.model.ownership import OwnershipState
from bot.reply import Actions, Button, Card, Note, Table, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.context import Context
    from bot.model.organisation import Engagement, Organisation, Person
    from bot.model.ownership import Ownership

_COLUMNS = {Side.SRE: "SRE", Side.PRODUCT: "Product", Side.SPONSOR: "Sponsor"}
_NAMED = 3
"""Kinds that a headline names."""
_MEANING = "A name alone decides; s stands in, d drives, c must contribute."


def table_card(
    found: Sequence[Ownership], here: Surroundings, *, example: bool, calm: bool = False
) -> Card:
    """Every kind in a row, and what each side has to do with it.

    Args:
        found: Who owns each kind.
        here: For whom.
        example: Whether the data are made up.
        calm: Whether to say first that no incident is declared.
    """
    gone = [each for each in found if not each.owned and each.state is not OwnershipState.STANDBY]
    return Card(
        headline=f"{'No incident is declared. ' if calm else ''}Who decides for "
        f"{here.service.name}: {_gone(gone, found)}",
        tone=Tone.WATCH if gone else Tone.NEUTRAL,
        blocks=(
            Table(
                columns=("Decision", *_COLUMNS.values(), "Holds"),
                rows=tuple(_row(each, here) for each in found),
            ),
            Note(f"Example data. {_MEANING}" if example else _MEANING),
            Actions(
                tuple(
                    Button(each.kind.name, f"owner {here.service.key} {each.kind.key}")
                    for each in (gone or found)[:3]
                )
            ),
        ),
        data={**owners_data(found, here.service), "service": here.service.key},
    )


def _gone(gone: Sequence[Ownership], found: Sequence[Ownership]) -> str:
    if not gone:
        return "every kind of decision is owned"
    if len(gone) > _NAMED:
        return f"nobody owns {len(gone)} of {len(found)} kinds of decision"
    return f"nobody owns {phrases.listed([words.lower(each.kind.name) for each in gone])}"


def _row(found: Ownership, here: Surroundings) -> tuple[str, ...]:
    cells = dict.fromkeys(_COLUMNS, "")
    if found.approver:
        for side, said in _parts(found, here):
            cells[side] = f"{cells[side]}, {said}" if cells[side] else said
    return (found.kind.name, *cells.values(), _holds(found, here))


def _holds(found: Ownership, here: Surroundings) -> str:
    if found.held and found.held.expires:
        return f"until {words.day(found.held.expires, here)}"
    if found.owned:
        return "the incident ends"
    if found.since:
        return f"unowned since {words.day(found.since, here, brief=True)}"
    if found.state is OwnershipState.STANDBY:
        return "in an incident"
    return "proposed" if found.proposal else "unowned"


def _parts(found: Ownership, here: Surroundings) -> Iterator[tuple[Side, str]]:
    """Each side's people and what they do, in few words; a side's own team is “team” there."""
    holders = found.held.holders if found.held else None
    named = [(found.approver, ""), (found.delegate, " (s)")]
    if holders:
        if holders.driver != found.approver:
            named.append((holders.driver, " (d)"))
        named += [(key, " (c)") for key in holders.contributors if key != holders.driver]
    own = {here.engagement.sre_team.key, here.engagement.product_group.key}
    for key, part in named:
        if key:
            name = "team" if key in own else briefly(here.organisation, key)
            yield side_of(key, here.organisation), f"{name}{part}"


def side_of(key: str, organisation: Organisation) -> Side:
    """Whose side a person or a team is on; above both, if app.yaml does not know them any more."""
    known = organisation.people.get(key) or organisation.teams.get(key)
    return known.side if known else Side.SPONSOR


def person_card(
    person: Person, tables: Iterable[tuple[Engagement, Sequence[Ownership]]], context: Context
) -> Card:
    """What somebody decides, where they stand in, and what they drive."""
    rows = [
        (here.scope, each.kind.name, part, _holds(each, here))
        for engagement, found in tables
        for here in (Surroundings.of(context, engagement),)
        for each in found
        if (part := _part_of(person.key, each))
    ]
    rows = list(dict.fromkeys(rows))
    rows.sort(key=lambda row: row[2] != "decides")
    decides = sum(row[2] == "decides" for row in rows)
    kinds = "kinds" if decides > 1 else "kind"
    return Card(
        headline=f"{person.name} decides {decides or 'no'} {kinds} of decision"
        + ("" if rows or decides else ", and stands in for nobody"),
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


def _part_of(person: str, found: Ownership) -> str | None:
    if found.approver == person:
        return "decides"
    if found.delegate == person:
        return "stands in"
    return "drives" if found.held and found.held.holders.driver == person else None
