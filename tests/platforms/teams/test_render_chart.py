"""Curves in Teams' own chart: thinned but honest, dated in the chart's zone, and told in words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from adapters.teams.render import drawn
from bot.model.curve import Point
from bot.reply import Card, Chart, Level
from tests.platforms.teams.card_schema import check_card, nodes
from tests.platforms.teams.cards import CHART, START

HOUR = timedelta(hours=1)


def elements(chart: Chart) -> list[dict[str, Any]]:
    """What stands in the place of a chart."""
    _, place = check_card(drawn(Card("Chart", blocks=(chart,))))["body"]
    items: list[dict[str, Any]] = place["items"]
    return items


def curve(chart: Chart) -> list[tuple[str, float]]:
    series = elements(chart)[1]["data"][0]
    return [(each["x"], each["y"]) for each in series["values"]]


def hourly(*shares: str, start: datetime = START) -> tuple[Point, ...]:
    return tuple(Point(start + HOUR * at, Decimal(share)) for at, share in enumerate(shares))


def in_words(chart: Chart) -> dict[str, str]:
    (facts,) = (each["facts"] for each in nodes(elements(chart)) if each.get("type") == "FactSet")
    return {fact["title"]: fact["value"] for fact in facts}


def test_a_curve_has_a_title_and_is_told_to_those_who_hear_it() -> None:
    title, chart = elements(CHART)

    assert title["text"] == "iot-hub: error budget left"
    assert chart["title"] == "The error budget of iot-hub went from 100% to 10%."


def test_levels_are_lines_of_their_own_and_the_axis_is_none() -> None:
    _, chart = elements(CHART)

    assert [(each["legend"], each["color"]) for each in chart["data"]] == [
        ("last 10%", "categoricalBlue"),
        ("at risk 25%", "warning"),
    ]
    assert chart["data"][1]["values"] == [
        {"x": "2026-10-12", "y": 25},
        {"x": "2026-11-08", "y": 25},
    ]


def test_a_curve_that_went_below_nothing_crosses_the_gravest_level_which_is_red() -> None:
    _, chart = elements(replace(CHART, points=hourly("1", "-0.2")))

    assert [(each["legend"], each["color"]) for each in chart["data"]] == [
        ("last −20%", "categoricalBlue"),
        ("at risk 25%", "warning"),
        ("exhausted 0%", "attention"),
    ]


def test_a_curve_of_weeks_has_a_point_where_each_date_begins_and_one_where_it_ends() -> None:
    falling = hourly(*(str(1 - Decimal(at) / 1_000) for at in range(24 * 7 + 12)))

    points = curve(replace(CHART, points=falling))
    assert points[:2] == [("2026-10-12", 100), ("2026-10-13", 97.6)]
    assert points[-2:] == [("2026-10-19", 83.2), ("2026-10-19", 82.1)]
    assert len(points) == 9


def test_the_lowest_and_the_highest_point_are_never_thinned_away() -> None:
    shares = ["0.5"] * 24 * 200
    shares[1_000], shares[2_001] = "-0.4", "0.9"

    points = curve(replace(CHART, points=hourly(*shares)))
    assert len(points) <= 60 + 3
    assert min(y for _, y in points) == -40
    assert max(y for _, y in points) == 90
    assert ("2026-11-22", -40) in points


def test_dates_are_those_of_the_charts_zone() -> None:
    late = hourly(*["1"] * 24 * 5, start=datetime(2026, 10, 12, 22, 30, tzinfo=UTC))

    assert curve(replace(CHART, points=late))[0][0] == "2026-10-12"
    assert curve(replace(CHART, points=late, zone="Europe/Berlin"))[0][0] == "2026-10-13"


def test_a_curve_of_hours_stands_over_names_of_times() -> None:
    points = curve(replace(CHART, points=hourly(*["1"] * 47, "0.2"), zone="Europe/Berlin"))

    assert points[0] == ("Mon 02:00", 100)
    assert points[-1] == ("Wed 01:00", 20)
    assert len(points) <= 14


@pytest.mark.parametrize("points", [(), CHART.points[:1], CHART.points[:1] * 2])
def test_what_is_no_line_yet_is_told_in_words(points: tuple[Point, ...]) -> None:
    title, facts = elements(replace(CHART, points=points, levels=()))

    assert (title["text"], facts["type"]) == (CHART.title, "FactSet")


def test_the_words_tell_what_the_curve_shows() -> None:
    said = in_words(replace(CHART, points=hourly("1", "0.2", "0.4"), zone="Europe/Berlin"))

    assert said == {
        "Shows": "The error budget of iot-hub went from 100% to 10%.",
        "Curve": "█" * 9 + "▂" * 10 + "▄",
        "Last": "40% on Mon 12 Oct 04:00 CEST",
        "Lowest": "20% on Mon 12 Oct 03:00 CEST",
        "Levels": "at risk 25%, exhausted 0%",
    }


def test_the_lowest_is_not_told_twice() -> None:
    assert in_words(CHART).keys() == {"Shows", "Curve", "Last", "Levels"}


@pytest.mark.parametrize(
    ("lowest", "highest", "ends"),
    [
        ("0.1", "1", (0, 100)),
        ("0.9", "0.95", (0, 100)),
        ("-0.001", "1", (-100, 100)),
        ("-1", "1", (-100, 100)),
        ("-1.5", "1", (-300, 100)),
        ("-30", "1", (-3_000, 1_000)),
        ("0", "1.2", (-50, 150)),
    ],
)
def test_the_upright_axis_has_round_numbers_and_zero_among_them(
    lowest: str, highest: str, ends: tuple[int, int]
) -> None:
    _, chart = elements(replace(CHART, points=hourly(highest, lowest)))

    assert (chart["yMin"], chart["yMax"]) == ends


def test_many_levels_share_the_last_colour() -> None:
    levels = tuple(Level(f"level {n}", Decimal(n) / 10) for n in range(6))

    _, chart = elements(replace(CHART, levels=levels))
    colours = [each["color"] for each in chart["data"][1:]]
    assert colours[0] == colours[1] == colours[2] == "categoricalPurple"
    assert colours[-1] == "warning"
