"""One way to go on from what somebody has typed so far."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to go on.

    Attributes:
        text: The whole text once it is taken, without ``/sre``.
        label: What is shown.
        help: What it does, in a line.
        more: Whether words may follow.
    """

    text: str
    label: str
    help: str
    more: bool
