"""Since when a decision is in the hands of whoever decides it now, and by when they are to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.decisions.terms import deadlines

if TYPE_CHECKING:
    from datetime import datetime

    from bot.decisions.terms import Deadlines
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement
    from bot.ports.store import Tx

GIVEN = "given to an approver"
"""What the history says of a decision that is somebody's by now, or somebody else's."""


def limits_of(tx: Tx, decision: Decision, engagement: Engagement) -> Deadlines:
    """When its limits pass for whoever decides it now."""
    return deadlines(engagement, _since(tx, decision), due=decision.due)


def named_limit(tx: Tx, decision: Decision, engagement: Engagement) -> datetime | None:
    """By when somebody said that it is to be decided; None for the usual limit of an open one."""
    usual = deadlines(engagement, _since(tx, decision)).due
    return None if decision.approver and decision.due == usual else decision.due


def nth(tx: Tx, decision: Decision) -> str:
    """What makes a key another one each time that a decision is given to somebody else."""
    given = len(_given(tx, decision))
    return f" {given}" if given else ""


def _since(tx: Tx, decision: Decision) -> datetime:
    return max(_given(tx, decision), default=decision.opened_at)


def _given(tx: Tx, decision: Decision) -> list[datetime]:
    steps = tx.history.of(f"decision {decision.number}")
    return [step.at for step in steps if step.what == GIVEN]
