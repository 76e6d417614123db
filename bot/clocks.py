"""The time of day in what people type for an instant: ``9am``, ``18:00``, ``noon``."""

from __future__ import annotations

import re
from datetime import timedelta

_CLOCK = re.compile(
    r"(?P<at>at )?(?P<hour>\d{1,2})(?:(?P<sign>[:.h])(?P<minute>[0-5]\d)?)?"
    r"(?::(?P<second>[0-5]\d))?(?P<half> ?[ap]\.?m\.?)?(?P<sharp> ?o'?clock)?"
)
_PARTS = {
    "midnight": 0,
    "morning": 9,
    "noon": 12,
    "midday": 12,
    "afternoon": 15,
    "evening": 18,
    "night": 20,
}
"""Parts of a day and the hours at which they begin."""
_PART = re.compile(rf"(?:at |in the )?({'|'.join(_PARTS)})")
_THIS_PART = re.compile(r"\bthis (?=morning|afternoon|evening|night)")
_END_OF_DAY = re.compile(r"\b(?:(?:the )?end of(?: the| this)?(?: day\b)?|eod\b)(?: on| of)? ?")
_EDGES = re.compile(r"^(?:on|at) | (?:on|at)$")
_HALF_DAY = 12
_DAY = timedelta(days=1)
_WORDS = 3
"""Words in the longest time of day: ``in the morning``."""


def split(text: str) -> tuple[str, timedelta | None]:
    """The words for a day, and how long after its start; None if no time of day is said.

    ``friday 9am`` → ``friday``, 9 hours. The end of a day is the start of the next.
    """
    text = _THIS_PART.sub("today ", text)
    if "tonight" in text:
        day, since = split(text.replace("tonight", "today"))
        return day, timedelta(hours=_PARTS["night"]) if since is None else since
    if ends := _END_OF_DAY.search(text):
        return _tidy(text[: ends.start()] + text[ends.end() :]), _DAY
    words = text.split()
    for many in range(min(_WORDS, len(words)), 0, -1):
        for said, rest in ((words[-many:], words[:-many]), (words[:many], words[many:])):
            since = _since_midnight(" ".join(said).rstrip(","), alone=not rest)
            if since is not None:
                return _tidy(" ".join(rest)), since
    return _tidy(text), None


def _tidy(text: str) -> str:
    return _EDGES.sub("", text.strip(" ,"))


def _since_midnight(said: str, *, alone: bool) -> timedelta | None:
    """How long after midnight; a bare number says it after “at”, or where nothing else is said."""
    if part := _PART.fullmatch(said):
        return timedelta(hours=_PARTS[part[1]])
    found = _CLOCK.fullmatch(said)
    if found is None:
        return None
    sign, minute, half = found["sign"], found["minute"], found["half"]
    written = (sign == ":" and minute) or sign == "h" or half or found["sharp"]
    if not (written or (not sign and (found["at"] or alone))):
        return None
    hour = int(found["hour"])
    if half and not 1 <= hour <= _HALF_DAY:
        return None
    if half:
        hour = hour % _HALF_DAY + (_HALF_DAY if "p" in half else 0)
    since = timedelta(hours=hour, minutes=int(minute or 0), seconds=int(found["second"] or 0))
    return since if since <= _DAY else None
