"""From words to an instant: ``tomorrow 9am`` in the zone of whoever says it.

What has no day is still to come: a time of day that has passed means tomorrow's, a day of the week
its coming occurrence, and its start if no time is said. A wall clock that shows a time twice means
the first; a time that it skips means the end of the gap.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.clocks import split
from bot.closest import misspelt
from bot.days import day_called
from bot.errors import Usage
from bot.grammar import quoted
from bot.model.moment import Moment
from bot.model.recurrence import local, resolved
from bot.model.terms import months_later
from bot.phrases import DAY
from bot.spans import months_called, span_called

EXAMPLES = ("tomorrow 9am", "monday", "18:00")
"""Ways to write one, for suggestions."""
_LONGEST = 60
"""Nobody needs more letters for an instant; reading longer texts would only take time."""
_YEARS = range(1971, 3000)
"""Years in which every zone's arithmetic works; services are younger, and plans shorter."""
_WORDS = {
    word: word
    for word in (
        *("today", "tomorrow", "yesterday", "tonight", "noon", "midnight", "morning", "evening"),
        *("next", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december"),
    )
}
_NOW = frozenset({"now", "right now", "today"})
_AWAY = re.compile(r"in (?P<ahead>.+)|(?P<hence>.+) (?:from now|later)|(?P<ago>.+) ago")
_OFFSET = re.compile(r"(?<=[\dm]) ?([+-]\d\d)(?::?(\d\d))?$")
_PASSING = re.compile(r"(?<![a-z])(?:h|hrs?|hours?|m|mins?|minutes?)$")
_GLUED = re.compile(r"(\d)z$")
_UTC = frozenset({"utc", "gmt", "z"})


def understood(
    said: str, *, now: datetime, zone: str, since: datetime | None = None, ahead: bool = False
) -> Moment:
    """The instant that these words say.

    Args:
        said: The words.
        now: The present instant.
        zone: IANA name of the zone of whoever says it.
        since: The start of what ends then, if it has one: a time or a weekday is sought after it.
        ahead: Whether a length of time means one from now on: ``2h``, which is two o'clock else.

    Raises:
        Usage: They say none, or one that is not after ``since``.
    """
    at = moment_called(said, now=now, zone=zone, since=since, ahead=ahead)
    if at is None:
        in_a_week = f"{local(now, zone).date() + 7 * DAY} 18:00"
        raise Usage(
            f"I don't understand {quoted(said)} as a time.",
            next_step=f"Write it like this: {EXAMPLES[0]}, or {in_a_week}.",
        )
    if since is not None and at <= since:
        raise Usage(
            f"{quoted(said)} is not after the start.",
            next_step="Say an end that is later than the start, for instance with its date.",
        )
    return Moment(at, said)


def moment_called(
    said: str, *, now: datetime, zone: str, since: datetime | None = None, ahead: bool = False
) -> datetime | None:
    """The same without complaints: None for words that say no instant."""
    if len(said) > _LONGEST:
        return None
    text = " ".join(said.casefold().split())
    if ahead and span_called(text):
        text = f"in {text}"
    try:
        at = _instant(text, now, zone, since or now)
    except (ValueError, OverflowError):  # a year, an offset or a zone that there is not
        return None
    return at.astimezone(UTC) if at and at.year in _YEARS else None


def mended(said: str, *, now: datetime, zone: str, since: datetime | None = None) -> str | None:
    """The same with misspelt words put right: ``tomorow 9am``; None if that does not help."""
    alike = (misspelt(word, _WORDS) if word.isalpha() else () for word in said.split())
    text = " ".join((*near, word)[0] for near, word in zip(alike, said.split(), strict=True))
    at = moment_called(text, now=now, zone=zone, since=since)
    return text if at and (since is None or at > since) else None


def moment_text(at: datetime) -> str:
    """The text that says an instant again, to anybody in any zone: ``2026-12-24T17:00Z``."""
    wall = at.astimezone(UTC).replace(tzinfo=None)
    return f"{wall.isoformat(timespec='auto' if wall.second or wall.microsecond else 'minutes')}Z"


def _instant(text: str, now: datetime, zone: str, after: datetime) -> datetime | None:
    if text in _NOW:
        return now
    if exact := _written_out(text):
        return exact if exact.tzinfo else _at(exact, zone)
    if away := _AWAY.fullmatch(text):
        return _away(away, now, zone)
    text, place = _place_of(text, zone, now)
    day_words, since = split(text)
    day = day_called(day_words, since, now=_wall(now, place), after=_wall(after, place))
    if day is None or day.year not in _YEARS:
        return None
    return _at(datetime.combine(day, datetime.min.time()) + (since or timedelta(0)), place)


def _written_out(text: str) -> datetime | None:
    """What ISO 8601 says, with a zone or without one."""
    try:
        found = datetime.fromisoformat(text.upper().replace(" Z", "Z"))
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def _away(said: re.Match[str], now: datetime, zone: str) -> datetime | None:
    """So long before or after now: days and months by the calendar, hours as they pass."""
    length = said["ahead"] or said["hence"] or said["ago"]
    span = span_called(length)
    if span is None:
        return None
    if months := months_called(length):
        return months_later(now, -months if said["ago"] else months, zone)
    span = -span if said["ago"] else span
    return now + span if _PASSING.search(length) else resolved(local(now, zone) + span, zone)


def _place_of(text: str, zone: str, now: datetime) -> tuple[str, str | timezone]:
    """The text without the zone that it names, and that zone; else the asker's own.

    Of abbreviations only the asker's own are known, for many mean several zones.
    """
    if offset := _OFFSET.search(text):
        hours, minutes = int(offset[1]), int(offset[2] or 0)
        east = timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes)
        return text[: offset.start()], timezone(east)
    before, _, last = _GLUED.sub(r"\1 z", text).rpartition(" ")
    if last in _UTC:
        return before, "UTC"
    if "/" in last and (name := _zone_called(last)):
        return before, name
    year = local(now, zone).year
    for month in (1, 7):
        there = datetime(year, month, 1, tzinfo=ZoneInfo(zone))
        if before and last == (there.tzname() or "").casefold():
            return before, timezone(there.utcoffset() or timedelta(0))
    return text, zone


def _zone_called(said: str) -> str | None:
    name = "/".join(
        "_".join(word.capitalize() for word in part.split("_")) for part in said.split("/")
    )
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _wall(instant: datetime, place: str | timezone) -> datetime:
    if isinstance(place, str):
        return local(instant, place)
    return instant.astimezone(place).replace(tzinfo=None)


def _at(wall: datetime, place: str | timezone) -> datetime:
    if isinstance(place, str):
        return resolved(wall, place)
    return wall.replace(tzinfo=place).astimezone(UTC)
