"""What app.yaml says about an engagement's decisions: its kinds, its limits, its first rights."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model.catalogue import CATALOGUE
from bot.model.decision_kind import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.model.right import Holders


@dataclass(frozen=True, slots=True)
class DeclaredRight:
    """A right as the file proposes it.

    Attributes:
        kind: The key of its kind.
        holders: Who has which part.
        basis: The clause or rule on which it rests.
        effective: The first day on which it holds; the one on which it is accepted unless told.
        expires: The first day on which it holds no more; after twelve months unless told.
    """

    kind: str
    holders: Holders
    basis: str | None = None
    effective: date | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionRules:
    """How an engagement decides.

    Attributes:
        kinds: Every kind of decision by key: the catalogue's, and its own.
        rights: What the file proposes.
        proposed_by: The key of who proposes that.
        accepted_by: The key of who has accepted it, in made-up examples alone; None elsewhere,
            where it is accepted in chat.
        limit_days: Within how many working days a decision is to be taken.
        lapse_days: Within how many working days a proposal is to be answered.
    """

    kinds: Mapping[str, DecisionKind] = field(default_factory=lambda: dict(CATALOGUE))
    rights: tuple[DeclaredRight, ...] = ()
    proposed_by: str | None = None
    accepted_by: str | None = None
    limit_days: int = 2
    lapse_days: int = 5

    def kind(self, key: str) -> DecisionKind:
        """The kind of that key; one that app.yaml does not know any more is called by it."""
        return self.kinds.get(key) or DecisionKind(key, key)
