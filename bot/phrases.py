"""How numbers, spans, times and people are said. One sensible precision each."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

ONE, TENTH = Decimal(1), Decimal("0.1")
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def percent(share: Decimal) -> str:
    """A share in percent: whole numbers, one decimal below 10 and next to 100.

    Only exactly everything is 100 %, and only exactly nothing is 0 %.
    """
    value = share * 100
    size = abs(value)
    if 0 < size < TENTH:
        return f"{_sign(value)}<0.1%"
    if 99 < size < 100:
        return f"{_sign(value)}{size.quantize(TENTH, ROUND_FLOOR)}%"
    if 100 < size < 101:
        return f"{_sign(value)}{trimmed(size.quantize(TENTH, ROUND_CEILING))}%"
    step = TENTH if size < 10 else ONE
    return f"{_sign(value)}{trimmed(size.quantize(step, ROUND_HALF_UP))}%"


def target(value: Decimal) -> str:
    """A target with all its nines: 99.95%."""
    return f"{trimmed(value * 100)}%"


def count(number: int) -> str:
    """A count with thousands separated: 200,000,000."""
    return f"{number:,}".replace("-", "\u2212")


def rate(value: Decimal | None) -> str:
    """A burn rate: ``2.0×``; two digits that matter, ``0×`` for none at all."""
    if value is None:
        return "no traffic"
    if value == 0:
        return "0×"
    if value < TENTH:
        return "<0.1×"
    tenths = value.quantize(TENTH, ROUND_HALF_UP)
    if tenths >= 10:
        return f"{value.quantize(ONE, ROUND_HALF_UP):,}×"
    return f"{tenths}×"


def span(length: timedelta) -> str:
    """A length of time in its largest sensible unit: ``1.4 days``, ``43 min``, ``20 s``."""
    if length >= DAY:
        return _unit(length / DAY, "day")
    if length >= 2 * HOUR or length == HOUR:
        return _unit(length / HOUR, "hour")
    if length >= MINUTE:
        return f"{_short(length / MINUTE)} min"
    if timedelta(0) < length < SECOND:
        return "<1 s"
    return f"{max(0, round(length.total_seconds()))} s"


def window(name: str) -> str:
    """A burn window's name for people: ``5m`` is 5 min, ``1h`` is 1 h."""
    return f"{name[:-1]} {'min' if name[-1] == 'm' else name[-1]}"


def ago(length: timedelta) -> str:
    """How long ago: ``3 hours ago``, ``just now``."""
    return "just now" if length < MINUTE else f"{span(length)} ago"


def moment(instant: datetime, zone: str, *, now: datetime | None = None) -> str:
    """An instant for people, its zone named: ``Mon 9 Nov 14:00 CET``; the year when it differs."""
    local = instant.astimezone(ZoneInfo(zone))
    year = f" {local.year}" if now and local.year != now.astimezone(ZoneInfo(zone)).year else ""
    return f"{local:%a} {local.day} {local:%b}{year} {local:%H:%M} {local.tzname()}"


def stretch(start: datetime, end: datetime, zone: str) -> str:
    """A stretch of time: ``Mon 9 Nov 14:00-16:00 CET``, or two days."""
    if start.astimezone(UTC).time() == end.astimezone(UTC).time() == time.min:
        zone = "UTC"  # whole days were counted there, and are those dates everywhere
    first, last = start.astimezone(ZoneInfo(zone)), end.astimezone(ZoneInfo(zone))
    if end - start >= DAY:
        final = last - timedelta(microseconds=1)
        if first.date() == final.date():
            return f"{first:%a} {first.day} {first:%b}"
        return f"{first:%a} {first.day} {first:%b} \u2013 {final:%a} {final.day} {final:%b}"
    day = "" if first.date() == last.date() else f"{last:%a} {last.day} {last:%b} "
    zone_then = "" if first.tzname() == last.tzname() else f" {first.tzname()}"
    begun = f"{first:%a} {first.day} {first:%b} {first:%H:%M}{zone_then}"
    dash = " \u2013 " if day or zone_then else "\u2013"
    return f"{begun}{dash}{day}{last:%H:%M} {last.tzname()}"


def listed(items: list[str]) -> str:
    """``a, b and c``."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def trimmed(number: Decimal) -> str:
    """A Decimal without trailing zeros and never in scientific notation."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sign(value: Decimal) -> str:
    return "\u2212" if value < 0 else ""


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}".removesuffix(".0")


def _unit(value: float, unit: str) -> str:
    short = _short(value)
    return f"{short} {unit}" if short == "1" else f"{short} {unit}s"
