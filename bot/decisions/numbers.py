"""The words of commands that are about one thing with a number."""

from __future__ import annotations

from dataclasses import dataclass

from bot.command import Kind, word


@dataclass(frozen=True, slots=True)
class Proposal:
    """Which proposal."""

    number: int | None = word(
        Kind.NUMBER, help="the number of the proposal; the only one that waits when left out"
    )


@dataclass(frozen=True, slots=True)
class DecisionNumber:
    """Which decision."""

    number: int = word(Kind.NUMBER, help="the number of the decision: D-14", required=True)
