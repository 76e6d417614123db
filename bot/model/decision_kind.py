"""A kind of decision, and who usually takes part in it; ours is the list in ``catalogue.py``.

The parts are those of DACI: one driver, exactly one approver, contributors, informed; and a veto
only for safety, security or the law, after RAPID's “agree”. Rules: docs/rules/decisions.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.organisation import Engagement


class Office(StrEnum):
    """An office that somebody holds in every engagement, as people say it."""

    SRE_LEAD = "SRE lead"
    SRE_MANAGER = "SRE manager"
    PRODUCT_LEAD = "product lead"
    PRODUCT_MANAGER = "product manager"
    SPONSOR = "sponsor"

    def holder(self, engagement: Engagement) -> str:
        """The key of who holds it."""
        match self:
            case Office.SRE_LEAD:
                return engagement.sre_team.lead
            case Office.SRE_MANAGER:
                return engagement.sre_team.manager
            case Office.PRODUCT_LEAD:
                return engagement.product_group.lead
            case Office.PRODUCT_MANAGER:
                return engagement.product_group.manager
            case Office.SPONSOR:
                return engagement.sponsor


class First(StrEnum):
    """What decides before anybody is asked, if it speaks."""

    NOTHING = "nothing"
    BUDGET = "budget"
    """The agreed policy, by what is left of the error budget."""
    INCIDENT = "incident"
    """The commander, while an incident is declared."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long a decision holds, in days of the calendar.

    Attributes:
        expires_days: After how many it holds no more.
        review_days: After how many it is looked at again.
    """

    expires_days: int = 365
    review_days: int = 335


@dataclass(frozen=True, slots=True)
class DecisionKind:
    """A kind of decision.

    Attributes:
        key: Its own, as app.yaml writes it.
        name: What people call it.
        aliases: What else they call it.
        driver: Who usually drives it: an office, or words for somebody else.
        approver: Who usually decides, where the engagement has agreed on nobody yet.
        delegate: Who usually decides in their place; None if nobody does.
        contributors: Who usually must be heard.
        rule: How it is decided, where more than a name is needed; a whole sentence.
        first: What decides before anybody is asked.
        term: How long a decision of this kind holds.
    """

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    driver: str = "either side"
    approver: str = Office.SPONSOR
    delegate: str | None = None
    contributors: tuple[str, ...] = ()
    rule: str | None = None
    first: First = First.NOTHING
    term: Term = Term()


@dataclass(frozen=True, slots=True)
class KindGroup:
    """A word that covers several kinds: ``prioritization``."""

    name: str
    aliases: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody named: one kind of decision, or several in a word.

    Attributes:
        name: What says it again: the kind's key, or the group's name.
        kinds: Those that it covers, in the order in which they are shown.
    """

    name: str
    kinds: tuple[DecisionKind, ...]
