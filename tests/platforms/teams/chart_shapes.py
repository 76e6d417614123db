"""Charts, which only Teams knows; each needs a fallback that every client knows.

https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, model_validator

from tests.platforms.teams.word_shapes import FactSet, Read, Shown, Strict

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
Colour = Literal[
    "good",
    "warning",
    "attention",
    "neutral",
    "categoricalRed",
    "categoricalPurple",
    "categoricalLavender",
    "categoricalBlue",
    "categoricalLightBlue",
    "categoricalTeal",
]


class Point(Strict):
    x: Read
    y: float


class Series(Strict):
    legend: Read
    color: Colour
    values: Annotated[list[Point], Field(min_length=2)]


class LineChart(Strict):
    type: Literal["Chart.Line"]
    title: Shown
    y_axis_title: str
    y_min: float
    y_max: float
    data: Annotated[list[Series], Field(min_length=1)]
    fallback: FactSet

    @model_validator(mode="after")
    def _stands_over_dates_in_order_or_over_no_dates(self) -> LineChart:
        lines = [[point.x for point in series.values] for series in self.data]
        dates = {_DATE.fullmatch(x) is not None for line in lines for x in line}
        assert dates == {False} or (dates == {True} and all(line == sorted(line) for line in lines))
        return self

    @model_validator(mode="after")
    def _has_every_point_on_the_scale(self) -> LineChart:
        points = [point.y for series in self.data for point in series.values]
        assert self.y_min <= min(points) <= max(points) <= self.y_max
        return self


class Segment(Strict):
    legend: Shown
    size: float
    color: Colour


class Gauge(Strict):
    type: Literal["Chart.Gauge"]
    title: Shown
    value: float
    min: float
    max: float
    value_format: Literal["Percentage", "Fraction"]
    segments: Annotated[list[Segment], Field(min_length=1)]
    fallback: FactSet

    @model_validator(mode="after")
    def _has_its_needle_and_its_segments_on_the_scale(self) -> Gauge:
        assert self.min <= self.value <= self.max
        assert abs(sum(each.size for each in self.segments) - (self.max - self.min)) < 1e-6
        return self
