"""How an engagement decides, from a file without problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.catalogue import CATALOGUE
from bot.model.decision_kind import DecisionKind, Office, Term
from bot.model.decision_rules import DecisionRules, DeclaredRight
from bot.model.right import Holders

if TYPE_CHECKING:
    from bot.config.file_decisions import DecisionsSection, KindSection, RightSection

_REVIEWED_BEFORE_DAYS = 14
_OFFICES = {office.casefold(): office for office in Office}


def decision_rules(section: DecisionsSection) -> DecisionRules:
    """The usual kinds and its own, its limits, and what it proposes."""
    own = {key: _kind(key, each) for key, each in section.kinds.items()}
    return DecisionRules(
        kinds={**CATALOGUE, **own},
        rights=tuple(_right(kind, each) for kind, each in section.rights.items()),
        proposed_by=section.proposed_by,
        accepted_by=section.accepted_by,
        limit_days=section.limit,
        lapse_days=section.lapse,
    )


def _kind(key: str, section: KindSection) -> DecisionKind:
    return DecisionKind(
        key=key,
        name=section.name,
        aliases=tuple(section.aliases),
        driver=_office(section.driver),
        approver=_office(section.approver),
        delegate=_office(section.delegate) if section.delegate else None,
        contributors=tuple(section.contributors),
        rule=section.rule,
        term=_term(section.expires) if section.expires else Term(),
    )


def _office(said: str) -> str:
    """The office that is meant; other words are for somebody else, and stay as they are."""
    return _OFFICES.get(said.casefold(), said)


def _term(expires_days: int) -> Term:
    """Looked at again two weeks before the end, and not before half of the time."""
    return Term(expires_days, max(expires_days - _REVIEWED_BEFORE_DAYS, expires_days // 2))


def _right(kind: str, section: RightSection) -> DeclaredRight:
    return DeclaredRight(
        kind=kind,
        holders=Holders(
            approver=section.approver,
            delegate=section.delegate,
            driver=section.driver,
            contributors=tuple(section.contributors),
            informed=tuple(section.informed),
            veto=tuple(section.veto),
        ),
        basis=section.basis,
        effective=section.effective,
        expires=section.expires,
    )
