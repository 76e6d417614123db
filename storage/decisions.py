"""Decisions in the store: numbered, written as they stand, and found by what they say."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from bot.model.decision import Decision, DecisionState, Spoken
from storage.fields import from_json, instant, milliseconds, to_json
from storage.searching import ESCAPE, folded, pattern
from storage.statements import from_milliseconds, run, to_milliseconds

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.ports.store_decisions import Decisions
    from storage.statements import Connection, Value

# A right is no word of SQL's here: rests_on is the number of the right.
_NAMES = (
    *("engagement", "service", "kind", "question", "options", "state", "opened_by", "opened_at"),
    *("opened_in", "approver", "delegate", "rests_on", "delegate_from", "due", "escalated_to"),
    *("outcome", "rationale", "decided_by", "decided_at", "decided_in", "review_at", "expires"),
    *("reversible", "supersedes", "superseded_by", "ended_by", "ended_at", "because"),
)
_COLUMNS = ", ".join(_NAMES)
# Writers come one by one, so the next number is nobody else's.
_OPEN = f"""
    INSERT INTO decision (number, {_COLUMNS}, searched)
    VALUES ((SELECT coalesce(max(number), 0) + 1 FROM decision),
            $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
            $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)
    RETURNING number
"""  # noqa: S608 - our own columns
_FIND = f"SELECT number, {_COLUMNS} FROM decision WHERE number = $1"  # noqa: S608 - our own columns
_AMEND = f"""
    UPDATE decision SET ({_COLUMNS}, searched) =
           ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
            $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)
    WHERE number = $1
"""  # noqa: S608 - our own columns


_ALL = 2**31 - 1
"""More than anybody decides."""


@dataclass(frozen=True, slots=True)
class SqlDecisions:
    """The statements about decisions, on an open transaction."""

    connection: Connection

    def open(self, decision: Decision) -> Decision:
        """Write a new one down; gives it with its number."""
        row = run(self.connection, _OPEN, *_values(decision)).fetchone()
        return replace(decision, number=row[0])

    def find(self, number: int) -> Decision | None:
        """The one of that number."""
        row = run(self.connection, _FIND, number).fetchone()
        return _decision(row) if row else None

    def amend(self, decision: Decision) -> None:
        """Write where one stands, in place of what stood under its number."""
        written = run(self.connection, _AMEND, decision.number, *_values(decision))
        assert written.rowcount == 1  # it was opened

    def among(
        self,
        *,
        engagement: str | None = None,
        service: str | None = None,
        kinds: Collection[str] | None = None,
        states: Collection[DecisionState] | None = None,
        words: Collection[str] = (),
        most: int | None = None,
    ) -> Sequence[Decision]:
        """The newest that fit all of what is said, by number, the newest first."""
        said = {
            "engagement": None if engagement is None else [engagement],
            "service": None if service is None else [service],
            "kind": kinds,
            "state": states,
        }
        among = {column: sorted(each) for column, each in said.items() if each is not None}
        if not all(among.values()):
            return []
        listed = chain.from_iterable(among.values())
        values: tuple[Value, ...] = (*listed, *map(pattern, words), _ALL if most is None else most)
        places = (f"${number}" for number in range(1, len(values) + 1))
        fits = [
            f"{column} IN ({', '.join(next(places) for _ in each)})"
            for column, each in among.items()
        ]
        fits += [f"searched LIKE {next(places)} ESCAPE '{ESCAPE}'" for _ in words]
        where = f"WHERE {' AND '.join(fits)}" if fits else ""
        statement = f"""
            SELECT number, {_COLUMNS} FROM decision {where}
            ORDER BY number DESC LIMIT {next(places)}
        """  # noqa: S608 - our own columns, and places for what is asked
        return [_decision(row) for row in run(self.connection, statement, *values).fetchall()]


def _values(decision: Decision) -> tuple[Value, ...]:
    """The columns in their order, and what is searched in."""
    decided_in = decision.decided_in
    return (
        decision.engagement,
        decision.service,
        decision.kind,
        decision.question,
        to_json(decision.options),
        decision.state.value,
        decision.opened_by,
        to_milliseconds(decision.opened_at),
        to_json(asdict(decision.opened_in)),
        decision.approver,
        decision.delegate,
        decision.right,
        milliseconds(decision.delegate_from),
        milliseconds(decision.due),
        decision.escalated_to,
        decision.outcome,
        decision.rationale,
        decision.decided_by,
        milliseconds(decision.decided_at),
        None if decided_in is None else to_json(asdict(decided_in)),
        milliseconds(decision.review_at),
        milliseconds(decision.expires),
        int(decision.reversible),
        decision.supersedes,
        decision.superseded_by,
        decision.ended_by,
        milliseconds(decision.ended_at),
        decision.because,
        folded(decision.question, *decision.options, decision.outcome, decision.rationale),
    )


def _decision(values: Sequence[Any]) -> Decision:
    row = dict(zip(("number", *_NAMES), values, strict=True))
    decided_in = from_json(row["decided_in"])
    return Decision(
        number=row["number"],
        engagement=row["engagement"],
        service=row["service"],
        kind=row["kind"],
        question=row["question"],
        options=tuple(from_json(row["options"])),
        state=DecisionState(row["state"]),
        opened_by=row["opened_by"],
        opened_at=from_milliseconds(row["opened_at"]),
        opened_in=Spoken(**from_json(row["opened_in"])),
        approver=row["approver"],
        delegate=row["delegate"],
        right=row["rests_on"],
        delegate_from=instant(row["delegate_from"]),
        due=instant(row["due"]),
        escalated_to=row["escalated_to"],
        outcome=row["outcome"],
        rationale=row["rationale"],
        decided_by=row["decided_by"],
        decided_at=instant(row["decided_at"]),
        decided_in=None if decided_in is None else Spoken(**decided_in),
        review_at=instant(row["review_at"]),
        expires=instant(row["expires"]),
        reversible=bool(row["reversible"]),
        supersedes=row["supersedes"],
        superseded_by=row["superseded_by"],
        ended_by=row["ended_by"],
        ended_at=instant(row["ended_at"]),
        because=row["because"],
    )


if TYPE_CHECKING:
    _conforms: type[Decisions] = SqlDecisions
