"""Charts worth looking at: each is a situation somebody will be in."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import TypeAlias

from bot.model.curve import Point
from bot.reply import Chart, Level, Tone

Scene: TypeAlias = Callable[[], Chart]

LEVELS = (
    Level("watch", Decimal("0.50")),
    Level("at risk", Decimal("0.25")),
    Level("exhausted", Decimal(0)),
)
START = datetime(2025, 10, 13, 9, tzinfo=UTC)
"""In Berlin the clocks go back on 26 October, inside the four weeks that follow."""


def chart(
    values: Sequence[float],
    *,
    tone: Tone = Tone.GOOD,
    span: timedelta = timedelta(days=28),
    start: datetime = START,
    levels: tuple[Level, ...] = LEVELS,
    title: str = "iot-hub availability: error budget left over 28 days",
) -> Chart:
    """A chart of values evenly spread over a span."""
    step = span / max(1, len(values) - 1)
    return Chart(
        title=title,
        alt="The error budget of iot-hub over 28 days.",
        points=tuple(
            Point(start + step * turn, Decimal(str(value))) for turn, value in enumerate(values)
        ),
        levels=levels,
        zone="Europe/Berlin",
        tone=tone,
    )


def spending(hours: int, *, hourly: float, incidents: dict[int, float]) -> list[float]:
    """What is left, hour by hour: a slow leak, and incidents at their hour."""
    spent = accumulate(
        hourly * (1 + turn % 7 / 7) + incidents.get(turn, 0.0) for turn in range(hours)
    )
    return [round(1 - each, 6) for each in spent]


def healthy() -> Chart:
    return chart(spending(672, hourly=0.0002, incidents={300: 0.05}))


def at_risk() -> Chart:
    values = spending(720, hourly=0.0002, incidents={190: 0.22, 191: 0.16, 480: 0.12, 481: 0.1})
    return chart(values, tone=Tone.AT_RISK)


def beside_a_level() -> Chart:
    return chart(spending(672, hourly=0.0005, incidents={200: 0.01}), tone=Tone.WATCH)


def overspent() -> Chart:
    values = spending(672, hourly=0.0006, incidents={400: 0.4, 401: 0.25, 600: 0.1})
    return chart(values, tone=Tone.BAD)


def hugely_overspent() -> Chart:
    return chart(spending(672, hourly=0.0006, incidents={420: 4.0, 421: 5.2}), tone=Tone.BAD)


def recovered_from_off_the_scale() -> Chart:
    values = spending(672, hourly=0.0006, incidents={200: 4.0, 300: 5.2, 420: -9.0})
    return chart(values, tone=Tone.AT_RISK)


def no_points() -> Chart:
    return chart([], tone=Tone.UNKNOWN)


def one_point() -> Chart:
    return chart([0.62])


def two_points() -> Chart:
    return chart([1, 0.48], tone=Tone.WATCH)


def nothing_spent() -> Chart:
    return chart([1] * 28)


def one_day_in_hours() -> Chart:
    start = datetime(2025, 10, 25, 18, tzinfo=UTC)
    values = spending(96, hourly=0.003, incidents={40: 0.1})
    return chart(values, span=timedelta(hours=24), start=start, tone=Tone.WATCH)


def long_names() -> Chart:
    levels = (
        Level("first warning & <rest>", Decimal("0.5")),
        Level("the very last warning there is", Decimal("0.48")),
        Level("gone", Decimal("0.46")),
        Level("Ärger", Decimal("0.44")),
    )
    title = "A service with a name that is so long that nobody could ever read it at this size"
    return chart([1, 0.8, 0.47], levels=levels, title=title, tone=Tone.WATCH)


SCENES: tuple[Scene, ...] = (
    healthy,
    at_risk,
    beside_a_level,
    overspent,
    hugely_overspent,
    recovered_from_off_the_scale,
    no_points,
    one_point,
    two_points,
    nothing_spent,
    one_day_in_hours,
    long_names,
)
