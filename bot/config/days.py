"""Spans that are whole days: of work, or of the calendar."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator

from bot.config.concealing import shown
from bot.config.values import refused

_DAYS = re.compile(r"([1-9][0-9]{0,3})\s*d")
_MOST_WORKING_DAYS = 60
_MOST_DAYS = 366


def _working_days(text: object) -> int:
    return _days(text, most=_MOST_WORKING_DAYS, what="working days", example="2d")


def _calendar_days(text: object) -> int:
    return _days(text, most=_MOST_DAYS, what="days", example="90d")


def _days(text: object, *, most: int, what: str, example: str) -> int:
    said = str(text).strip()
    match = _DAYS.fullmatch(said)
    if not match or int(match[1]) > most:
        raise refused(
            f"`{shown(said)}` is not a number of {what}, from 1 to {most}.",
            fix=f"Write it like `{example}`.",
        )
    return int(match[1])


WorkingDays = Annotated[int, BeforeValidator(_working_days)]
Days = Annotated[int, BeforeValidator(_calendar_days)]
