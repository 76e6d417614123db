"""Backing off: what fails is tried again ever later, up to a bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta


def doubling(attempt: int, *, first: timedelta, longest: timedelta) -> timedelta:
    """How long to wait after the nth attempt has failed, which is counted from 1."""
    pause = first
    for _ in range(1, attempt):
        pause = min(pause * 2, longest)
    return pause
