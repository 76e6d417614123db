"""Decisions of a state, as people call it: ``decisions open``, ``expired decisions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.decision import SETTLED, UNDECIDED, DecisionState

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from bot.model.decision import Decision

_NAMES: Mapping[str, Collection[DecisionState]] = {
    "open": UNDECIDED,
    "draft": {DecisionState.DRAFT},
    "late": {DecisionState.ESCALATED},
    "decided": {DecisionState.DECIDED},
    "expired": {DecisionState.EXPIRED},
    "superseded": {DecisionState.SUPERSEDED},
    "reversed": {DecisionState.REVERSED},
}
_ALSO = {
    "to be decided": "open",
    "undecided": "open",
    "waiting": "open",
    "drafts": "draft",
    "overdue": "late",
    "escalated": "late",
    "in force": "decided",
    "replaced": "superseded",
}
STATES = (*_NAMES, *_ALSO)
"""Whatever people call a state."""
_BY_THE_CLOCK = {DecisionState.DECIDED, DecisionState.EXPIRED}
"""What expires does so when its time has come, though that may be written down later."""


def state_called(said: str) -> str | None:
    """The usual name of a state; None if that is none."""
    name = said.casefold()
    return _ALSO.get(name, name if name in _NAMES else None)


def are_in(state: str, many: int) -> str:
    """How it is said of none, of one or of many: ``is open``, ``are drafts``."""
    if state == "draft":
        return "are drafts" if many > 1 else "is a draft"
    return f"{'are' if many > 1 else 'is'} {state}"


def in_state(
    among: Callable[..., Sequence[Decision]], state: str | None, *, now: datetime, most: int
) -> Sequence[Decision]:
    """Those in a state, the newest first; without one what waits, and then what is settled.

    Args:
        among: Looks for decisions in the store.
        state: The usual name of a state.
        now: When.
        most: How many at most.
    """
    if state is None:
        waiting = among(states=UNDECIDED, most=most)
        return (*waiting, *among(states=SETTLED, most=most - len(waiting)))
    wanted = _NAMES[state]
    if _BY_THE_CLOCK.isdisjoint(wanted):
        return among(states=wanted, most=most)
    looked_at = most
    while True:  # further back, where the newest stand otherwise
        looked = among(states=_BY_THE_CLOCK, most=looked_at)
        found = [each for each in looked if each.state_at(now) in wanted]
        if len(found) >= most or len(looked) < looked_at:
            return found[:most]
        looked_at *= 4
