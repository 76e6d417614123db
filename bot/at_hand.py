"""What every command has at hand, whoever asks: the same for every request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.budgets import Budgets
    from bot.decisions.reading import Deciding
    from bot.model.organisation import Organisation
    from bot.oncall import OnCall


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """Everything that was built before anybody asked.

    Attributes:
        organisation: People, teams, services, engagements.
        budgets: Assesses error budgets.
        oncall: Knows who is on call.
        deciding: Knows who decides.
        platforms: Those that are served here, on which something can be said unasked.
        address: Where ``serve`` is reached from outside: ``https://…``; None if nobody told.
        example: Whether the data are made up.
    """

    organisation: Organisation
    budgets: Budgets
    oncall: OnCall
    deciding: Deciding
    platforms: frozenset[str] = frozenset()
    address: str | None = None
    example: bool = False
