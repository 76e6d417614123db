"""The kinds of value that app.yaml holds: percentages, spans, keys, zones, names of secrets.

Each is read from its exact text. What is not of its kind is refused with the way to write it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from bot.closest import closest
from bot.config.concealing import shown

HUNDRED = Decimal(100)
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,9})?)\s*%")
_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,9})?")
_SPAN = re.compile(r"([0-9]{1,6})\s*([smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_LONGEST_WINDOW = timedelta(days=90)
_LONGEST_TURN = timedelta(days=366)
_WALL = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:00)?")


def refused(message: str, *, fix: str) -> PydanticCustomError:
    """The error that a validator raises: what is the matter, and what to write instead."""
    return PydanticCustomError("refused", "{message}", {"message": message, "fix": fix})


def _percent(text: object) -> Decimal:
    return _fraction(text, highest=HUNDRED)


def _percent_below_all(text: object) -> Decimal:
    return _fraction(text, highest=HUNDRED.next_minus())


def _fraction(text: object, *, highest: Decimal) -> Decimal:
    """Read a percentage; a number without its sign is told how to write it, if that would do."""
    said = str(text).strip()
    if match := _PERCENT.fullmatch(said):
        return Decimal(match[1]) / HUNDRED
    number = said.rstrip("% ")
    if not _NUMBER.fullmatch(number):
        raise refused(f"`{shown(said)}` is not a percentage.", fix="Write it like `99.95%`.")
    plain = Decimal(number.replace(",", "."))
    if "," in number:
        raise refused(f"`{said}` has a comma.", fix=f"Write a point: `{plain}%`.")
    percent = plain * HUNDRED if plain <= 1 else plain
    meant = f": `{percent.normalize():f}%`." if percent <= highest else ", such as `99.95%`."
    raise refused(f"`{said}` could be a fraction or a percentage.", fix=f"Write the sign{meant}")


def _target(target: Decimal) -> Decimal:
    promise = "Promise what people need, below 100%, such as `99.95%`."
    if target > 1:
        raise refused("No more than all events can be good.", fix=promise)
    if target == 1:
        raise refused(
            "A target of 100% leaves no budget: the first bad event would break the promise.",
            fix=promise,
        )
    if target <= 0:
        raise refused("A target of 0% promises nothing.", fix="Write one such as `99.95%`.")
    return target


def _share(share: Decimal) -> Decimal:
    if not 0 < share <= 1:
        raise refused(
            f"{(share * HUNDRED).normalize():f}% is not a share of the budget.",
            fix="Write one above 0% and up to 100%.",
        )
    return share


def _span(text: object) -> timedelta:
    match = _SPAN.fullmatch(str(text).strip())
    if not match or not int(match[1]):
        raise refused(
            f"`{shown(str(text))}` is not a span of time.",
            fix="Write a whole number and its unit: `10s`, `5m`, `1h`, `28d`, `4w`.",
        )
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _window(window: timedelta) -> timedelta:
    if window % timedelta(days=1) or window > _LONGEST_WINDOW:
        raise refused(
            "A window is a whole number of days, from 1 to 90.",
            fix="Write `28d`, four whole weeks.",
        )
    return window


def _turn(turn: timedelta) -> timedelta:
    if turn % timedelta(days=1) or turn > _LONGEST_TURN:
        raise refused(
            "A turn is a whole number of days, up to 366.",
            fix="Write `1d`, `1w` or `2w`; for shorter shifts, give layers hours with `only`.",
        )
    return turn


def _wall(text: object) -> datetime:
    """A date and a time of day, of a zone that is told elsewhere."""
    said = str(text).strip()
    try:
        wall = datetime.fromisoformat(said)
    except ValueError:
        wall = None
    if wall is None or wall.tzinfo is not None or not _WALL.fullmatch(said):
        raise refused(
            f"`{shown(said)}` is no date and time.",
            fix="Write it like `2026-01-05 10:00`, in the rotation's own zone.",
        )
    return wall


def _key(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,62}", text):
        raise refused(
            f"`{shown(text)}` cannot be a key.",
            fix="Use small letters, digits and hyphens; what people read goes into `name`.",
        )
    return text


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        zones = available_timezones()
        cities = {zone.rpartition("/")[2].replace("_", " "): zone for zone in sorted(zones)}
        near = closest(text, zones, also=cities, limit=1)
        raise refused(
            f"`{shown(text)}` is no IANA time zone.",
            fix=f"Did you mean `{near[0]}`?" if near else "Write one like `Europe/Berlin`.",
        ) from None
    return text


def _email(text: str) -> str:
    if not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@.]+", text):
        raise refused(
            f"`{shown(text)}` is no email address.", fix="Write it like `alice@example.com`."
        )
    return text


def _hour(text: str) -> str:
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
        raise refused(f"`{shown(text)}` is no time of day.", fix="Write it like `09:00`.")
    return text


def _https(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/@?#]+(/[^\s?#]*)?", text):
        raise refused(
            "This is not an address of the web.", fix="Write it like `https://rapport.example.com`."
        )
    return text.rstrip("/")


def _date(text: object) -> date:
    try:
        return date.fromisoformat(str(text).strip())
    except ValueError:
        raise refused(
            f"`{shown(str(text))}` is no date.", fix="Write it like `2026-12-15`."
        ) from None


def _env(text: str) -> str:
    if not re.fullmatch(r"[A-Z][A-Z0-9_]*", text):
        # Which name is usual, the key knows in which it stands.
        raise PydanticCustomError("no_variable", "This is not the name of a variable.")
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, AfterValidator(_key)]
Target = Annotated[Decimal, BeforeValidator(_percent_below_all), AfterValidator(_target)]
Share = Annotated[Decimal, BeforeValidator(_percent), AfterValidator(_share)]
Span = Annotated[timedelta, BeforeValidator(_span)]
Window = Annotated[timedelta, BeforeValidator(_span), AfterValidator(_window)]
Turn = Annotated[timedelta, BeforeValidator(_span), AfterValidator(_turn)]
Wall = Annotated[datetime, BeforeValidator(_wall)]
Zone = Annotated[Text, AfterValidator(_zone)]
Email = Annotated[Text, AfterValidator(_email)]
Hour = Annotated[Text, AfterValidator(_hour)]
WebAddress = Annotated[Text, AfterValidator(_https)]
Day = Annotated[date, BeforeValidator(_date)]
EnvName = Annotated[Text, AfterValidator(_env)]
"""The name of an environment variable that holds a secret."""
