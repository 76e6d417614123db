"""What is due: a job, the slot that it is due for, and when.

These are tuples with names: thousands are read at once, and frozen dataclasses take thrice as long.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Planned(NamedTuple):
    """Something that is to be done once.

    Attributes:
        job: Whose business it is, a module's name in ``bot/jobs/``.
        slot: What makes it this one and no other, in the job's own words, such as
            ``hub-sre@2026-11-30T09:00Z``.
        at: When it is due.
    """

    job: str
    slot: str
    at: datetime

    @property
    def series(self) -> str:
        """What comes again and again: the slot without what follows its last ``@``."""
        return self.slot.rpartition("@")[0]


class Became(StrEnum):
    """What became of something that was due."""

    DONE = "done"
    SKIPPED = "skipped"
    """It came too late, or a later one of its series took its place."""
    FAILED = "failed"
    """It was tried often enough."""


class Due(NamedTuple):
    """Something planned that is due now, and claimed.

    Attributes:
        planned: What it is.
        attempt: How often it was claimed, this time included.
    """

    planned: Planned
    attempt: int
