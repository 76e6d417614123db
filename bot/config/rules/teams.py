"""Teams: everybody in a team stands on its side, a member leads it, and its leads are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.closest import closest
from bot.config.concealing import shown
from bot.config.problems import Remark, Where
from bot.model.organisation import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config.file import TeamSection
    from bot.config.reading import Reading


def problems(reading: Reading) -> Iterator[Remark]:
    """What is wrong about teams."""
    for key, team in reading.file.teams.items():
        at = ("teams", key)
        if team.side is Side.SPONSOR:
            yield Remark(
                (*at, "side"), "Sponsors stand above both teams.", "Write `sre` or `product`."
            )
            continue
        yield from _on_its_side(reading, team, at)
        yield from _lead(reading, team, at)
        yield from reading.person_left(team.lead, (*at, "lead"))
        yield from reading.person_left(team.manager, (*at, "manager"))
        yield from _members(team, at)


def _on_its_side(reading: Reading, team: TeamSection, at: Where) -> Iterator[Remark]:
    named: list[tuple[Where, str]] = [((*at, "manager"), team.manager)]
    named += [((*at, "members", index), member) for index, member in enumerate(team.members)]
    if team.lead not in team.members:
        named.append(((*at, "lead"), team.lead))
    for where, key in named:
        yield from reading.person_unknown(key, where)
        side = reading.side_of(key)
        if side and side is not team.side and not reading.doubtful(*at, "side"):
            yield Remark(
                where,
                f"`{key}` is on the {side} side, and this team on the {team.side} side.",
                f"Name somebody of the {team.side} side, or change the side of `{key}`.",
            )


def _lead(reading: Reading, team: TeamSection, at: Where) -> Iterator[Remark]:
    if team.lead in team.members or reading.side_of(team.lead) is not team.side:
        return
    if not team.members or reading.doubtful(*at, "members"):
        return
    near = closest(team.lead, team.members, limit=1)
    yield Remark(
        (*at, "lead"),
        f"`{shown(team.lead)}` leads this team without being a member.",
        f"Add `{team.lead}` to `members`" + (f", or write `lead: {near[0]}`." if near else "."),
    )


def _members(team: TeamSection, at: Where) -> Iterator[Remark]:
    if not team.members:
        yield Remark((*at, "members"), "This team has no members.", "List the keys of its people.")
    for index, member in enumerate(team.members):
        if member in team.members[:index]:
            yield Remark(
                (*at, "members", index),
                f"`{shown(member)}` is listed twice.",
                "Keep one of the two.",
            )
