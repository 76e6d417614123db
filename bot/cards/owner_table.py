"""Who decides everything of an engagement, both sides beside each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot import phrases
from bot.cards import owner_words as words
from bot.cards.names import briefly
from bot.cards.owner_data import owners_data
from bot.cards.owner_incident import charge
from bot.model.organisation import Side
from bot.model.ownership import OwnershipState
from bot.reply import Actions, Button, Card, Note, Table, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.cards.surroundings import Surroundings
    from bot.model.organisation import Organisation
    from bot.model.ownership import Ownership

_COLUMNS = {Side.SRE: "SRE", Side.PRODUCT: "Product", Side.SPONSOR: "Sponsor"}
_NAMED = 3
"""Kinds that a headline names."""
_MEANING = "A name alone decides; s stands in, d drives, c must contribute, v may stop it."


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
    ends = _usual_end(found)
    unless = "unless said beside it."
    until = f" Each holds until {words.day(ends, here)} {unless}" if ends else ""
    gone = [each for each in found if not each.owned and each.state is not OwnershipState.STANDBY]
    return Card(
        headline=f"{_incident(found, here, calm=calm)}Who decides for "
        f"{here.service.name}: {_gone(gone, found)}",
        tone=Tone.WATCH if gone else Tone.NEUTRAL,
        blocks=(
            Note(f"{'Example data. ' if example else ''}{_MEANING}{until}"),
            Table(
                columns=("Decision", *_COLUMNS.values()),
                rows=tuple(_row(each, here, ends) for each in found),
            ),
            Actions(
                tuple(
                    Button(each.kind.name, f"owner {here.service.key} {each.kind.key}")
                    for each in (gone or found)[:3]
                )
            ),
        ),
        data={**owners_data(found, here), "service": here.service.key},
    )


def _incident(found: Sequence[Ownership], here: Surroundings, *, calm: bool) -> str:
    """What comes before who decides all else."""
    running = found[0].incident
    if running is None:
        return "No incident is declared. " if calm else ""
    who = charge(running, here)
    return f"SEV{running.severity}: {who[:1].upper()}{who[1:]}. "


def _usual_end(found: Sequence[Ownership]) -> datetime | None:
    """The end that most rights share, which need not stand in every row."""
    ends = Counter(each.held.expires for each in found if each.held and each.held.expires)
    return next((end for end, times in ends.most_common(1) if times > 1), None)


def _gone(gone: Sequence[Ownership], found: Sequence[Ownership]) -> str:
    if not gone:
        return "every kind of decision is owned"
    if len(gone) > _NAMED:
        return f"nobody owns {len(gone)} of {len(found)} kinds of decision"
    return f"nobody owns {phrases.listed([words.lower(each.kind.name) for each in gone])}"


def _row(found: Ownership, here: Surroundings, usual: datetime | None) -> tuple[str, ...]:
    cells = dict.fromkeys(_COLUMNS, "")
    if found.approver:
        for side, said in _parts(found, here):
            cells[side] = f"{cells[side]}, {said}" if cells[side] else said
    as_usual = found.held is not None and found.held.expires == usual is not None
    aside = "" if as_usual else f", {holds(found, here)}"
    return (f"{found.kind.name}{aside}", *cells.values())


def holds(found: Ownership, here: Surroundings) -> str:
    """Until when somebody owns it, or since when nobody does, in few words."""
    if found.held and found.held.expires:
        return f"until {words.day(found.held.expires, here)}"
    if found.owned:
        return "until the incident ends"
    if found.since:
        return f"unowned since {words.day(found.since, here, brief=True)}"
    if found.state is OwnershipState.STANDBY:
        return "its commander's"
    return "proposed" if found.proposal else "unowned"


def _parts(found: Ownership, here: Surroundings) -> Iterator[tuple[Side, str]]:
    """Each side's people and what they do, in few words; a side's own team is “team” there."""
    named = {found.approver: ""}
    for key, sign in _signs(found, here):
        if key and key != found.approver:
            named[key] = f"{named[key]}{sign}" if key in named else sign
    own = {here.engagement.sre_team.key, here.engagement.product_group.key}
    for key, signs in named.items():
        if key:
            name = "team" if key in own else briefly(here.organisation, key)
            parts = f" ({' '.join(signs)})" if signs else ""
            yield side_of(key, here.organisation), f"{name}{parts}"


def _signs(found: Ownership, here: Surroundings) -> Iterator[tuple[str | None, str]]:
    """Whose part is which, by its sign; who has left has none."""
    yield found.delegate, "s"
    yield found.driver, "d"
    if found.held:
        present, holders = here.organisation.present, found.held.holders
        yield from ((key, "c") for key in present(holders.contributors))
        yield from ((key, "v") for key in present(holders.veto))


def side_of(key: str, organisation: Organisation) -> Side:
    """Whose side a person or a team is on; above both, if app.yaml does not know them any more."""
    known = organisation.people.get(key) or organisation.teams.get(key)
    return known.side if known else Side.SPONSOR
