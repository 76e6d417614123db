"""Decision rights: one person decides, everybody named is there, and a lead proposes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.closest import closest
from bot.config.concealing import shown
from bot.config.problems import Remark, Where
from bot.model.catalogue import CATALOGUE
from bot.model.organisation import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.config.file import EngagementSection
    from bot.config.file_decisions import DecisionsSection, RightSection
    from bot.config.reading import Reading

_SEVERAL = ("contributors", "informed", "veto")


def problems(reading: Reading) -> Iterator[Remark]:
    """What is wrong about who should decide, and who says so."""
    for key, engagement in reading.file.engagements.items():
        at: Where = ("engagements", key, "decisions")
        yield from _proposer(reading, engagement, at)
        yield from _accepter(reading, engagement, at)
        for kind, right in engagement.decisions.rights.items():
            where = (*at, "rights", kind)
            yield from _kind(reading, engagement.decisions, kind, at)
            yield from _right(reading, right, where)


def _proposer(reading: Reading, engagement: EngagementSection, at: Where) -> Iterator[Remark]:
    by, where = engagement.decisions.proposed_by, (*at, "proposed_by")
    if by is None:
        if engagement.decisions.rights and not reading.doubtful(*where):
            yield Remark(
                at,
                "Nobody proposes these rights.",
                "Add `proposed_by`, the key of a lead or manager of one of the two teams; a lead "
                "of the other one accepts in chat.",
            )
        return
    yield from _there(reading, by, where)
    leads = _leads(reading, engagement)
    if by in reading.declared["people"] and leads and by not in leads and _known(reading, leads):
        yield Remark(
            where,
            f"`{shown(by)}` leads neither of the two teams.",
            f"Name one of {_listed(leads)}.",
        )


def _accepter(reading: Reading, engagement: EngagementSection, at: Where) -> Iterator[Remark]:
    by, where = engagement.decisions.accepted_by, (*at, "accepted_by")
    if by is None or reading.doubtful("example"):
        return
    if not reading.file.example:
        yield Remark(
            where,
            "Agreements are made in chat, except in a made-up example.",
            "Remove this line; a lead of the other side accepts with `owner accept`.",
        )
        return
    yield from _there(reading, by, where)
    leads = _leads(reading, engagement)
    proposer = leads.get(engagement.decisions.proposed_by or "")
    if proposer is None or by not in reading.declared["people"]:
        return
    others = {key: side for key, side in leads.items() if side is not proposer}
    if by not in others and _known(reading, others):
        yield Remark(
            where,
            f"`{shown(by)}` does not lead the other side.",
            f"Name one of {_listed(others)}.",
        )


def _known(reading: Reading, leads: Iterable[str]) -> bool:
    """Whether all of them are people; a lead who is misspelt is remarked on where they lead."""
    return set(leads) <= set(reading.declared["people"])


def _kind(reading: Reading, section: DecisionsSection, key: str, at: Where) -> Iterator[Remark]:
    known = (*CATALOGUE, *section.kinds)
    if key in known or reading.doubtful(*at, "kinds"):
        return
    names = {
        said: its
        for kinds in (CATALOGUE, section.kinds)
        for its, kind in kinds.items()
        for said in (kind.name, *kind.aliases)
    }
    near = closest(key, known, also=names, limit=1)
    yield Remark(
        (*at, "rights", key),
        f"There is no kind of decision `{shown(key)}`.",
        f"Did you mean `{near[0]}`?"
        if near
        else f"The kinds are {_listed(known)}; add your own under `decisions.kinds`.",
    )


def _right(reading: Reading, right: RightSection, at: Where) -> Iterator[Remark]:
    yield from _one_person(reading, right.approver, (*at, "approver"), what="decides")
    if right.delegate:
        yield from _one_person(reading, right.delegate, (*at, "delegate"), what="stands in")
        if right.delegate == right.approver and not reading.doubtful(*at, "approver"):
            yield Remark(
                (*at, "delegate"),
                f"`{shown(right.delegate)}` decides already.",
                "Name somebody else to stand in, or remove this line.",
            )
    if right.driver:
        yield from _one_person(reading, right.driver, (*at, "driver"), what="drives it")
    for part in _SEVERAL:
        for index, key in enumerate(getattr(right, part)):
            yield from _anybody(reading, key, (*at, part, index))
    if right.effective and right.expires and right.expires <= right.effective:
        yield Remark(
            (*at, "expires"),
            f"It expires on {right.expires}, not after it takes effect on {right.effective}.",
            "Let `expires` be later than `effective`.",
        )


def _one_person(reading: Reading, key: str, at: Where, *, what: str) -> Iterator[Remark]:
    if key in reading.declared["teams"] and key not in reading.declared["people"]:
        yield Remark(
            at,
            f"`{shown(key)}` is a team, and one person {what}.",
            "Name a person by their key.",
        )
        return
    yield from _there(reading, key, at)


def _anybody(reading: Reading, key: str, at: Where) -> Iterator[Remark]:
    known = (*reading.declared["people"], *reading.declared["teams"])
    if key in known:
        if key not in reading.declared["teams"]:
            yield from reading.person_left(key, at)
        return
    names = {person.name: its for its, person in reading.file.people.items()}
    names |= {team.name: its for its, team in reading.file.teams.items()}
    near = closest(key, known, also=names, limit=1)
    yield Remark(
        at,
        f"`{shown(key)}` is neither a person nor a team.",
        f"Did you mean `{shown(near[0])}`?" if near else "Declare it under `people` or `teams`.",
    )


def _there(reading: Reading, key: str, at: Where) -> Iterator[Remark]:
    yield from reading.person_unknown(key, at)
    yield from reading.person_left(key, at)


def _leads(reading: Reading, engagement: EngagementSection) -> Mapping[str, Side]:
    """Who speaks for each side, by key; nobody while that is doubtful."""
    leads: dict[str, Side] = {}
    for side, key in ((Side.SRE, engagement.sre_team), (Side.PRODUCT, engagement.product_group)):
        team = reading.file.teams.get(key)
        if team is None or any(
            reading.doubtful("teams", key, part) for part in ("lead", "manager")
        ):
            return {}
        leads |= {team.lead: side, team.manager: side}
    return leads


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(f"`{each}`" for each in keys)
