"""What must always be so in a store, whatever people did."""

from __future__ import annotations

from collections import Counter
from itertools import count, takewhile
from typing import TYPE_CHECKING

from bot.decisions.snapshots import snapshot
from bot.model.right import Origin, RightState
from tests.decisions.model import LEADS, MOVES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model.decision import Decision
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx

AGREED = {RightState.ACTIVE, RightState.SUPERSEDED}


def see(tx: Tx, before: Mapping[int, Decision]) -> dict[int, Decision]:
    """See that it is so; gives the decisions by number.

    Args:
        tx: The store.
        before: The decisions as they were a step earlier.
    """
    rights = list(takewhile(bool, map(tx.rights.find, count(1))))
    at_most_one(tx)
    for right in filter(None, rights):
        both_sides_agreed(right)
        replays(tx, f"right {right.number}", right)
    decisions = [found for found in takewhile(bool, map(tx.decisions.find, count(1))) if found]
    for decision in decisions:
        replays(tx, f"decision {decision.number}", decision)
        moved(decision, before.get(decision.number))
    return {each.number: each for each in decisions}


def at_most_one(tx: Tx) -> None:
    """One active right and one proposal of each kind, and those are all that is current."""
    current = Counter((each.engagement, each.kind, each.state) for each in tx.rights.current())
    assert set(current.values()) <= {1}, current


def both_sides_agreed(right: DecisionRight) -> None:
    """One person decides, another stands in; a lead of each side agreed, but for the example's."""
    assert right.holders.approver
    assert right.holders.approver != right.holders.delegate
    if right.state not in AGREED:
        return
    assert right.decided_by is not None
    assert right.decided_by != right.proposed_by
    assert LEADS[right.proposed_by] == right.side.value
    assert LEADS[right.decided_by] != right.side.value
    if right.origin is Origin.CHAT:
        assert right.decided_at is not None
        assert right.lapses_at is not None
        assert right.decided_at < right.lapses_at


def replays(tx: Tx, subject: str, thing: DecisionRight | Decision) -> None:
    """The history ends with how it is, and each step begins where the one before it ended."""
    steps = tx.history.of(subject)
    assert steps[-1].after == snapshot(thing)
    assert [each.at for each in steps] == sorted(each.at for each in steps)
    if subject.startswith("decision"):
        assert [each.before for each in steps] == [None, *(each.after for each in steps[:-1])]


def moved(decision: Decision, before: Decision | None) -> None:
    """Nowhere but along its states."""
    was, now = before.state.value if before else None, decision.state.value
    assert now == was or now in MOVES.get(was, set()), f"{was} became {now}"
    if now in {"decided", "expired", "reversed"}:
        assert decision.outcome
        assert decision.decided_by in {
            decision.approver,
            decision.delegate,
            decision.escalated_to,
        }
