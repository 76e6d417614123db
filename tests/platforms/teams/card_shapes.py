"""The shapes of cards, strictly: a type or property that we do not mean to use is a mistake.

After https://adaptivecards.io/explorer, version 1.5. What only Teams knows, its charts, needs a
fallback that every client knows:
https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    model_validator,
)
from pydantic.alias_generators import to_camel

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MENTION = re.compile(r"</?at\b", re.IGNORECASE)


def _mentions_nobody(text: str) -> str:
    assert not _MENTION.search(text), f"somebody is mentioned: {text}"
    return text


def _can_be_read(text: str) -> str:
    assert text.strip(), "nothing to read"
    return text


Shown = Annotated[str, AfterValidator(_mentions_nobody)]
Read = Annotated[Shown, AfterValidator(_can_be_read)]
Spacing = Literal["None", "Small", "Default", "Medium", "Large", "ExtraLarge"]
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


class Strict(BaseModel):
    """Has nothing but what it says."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, alias_generator=to_camel, defer_build=True
    )


class Look(Strict):
    """How words look."""

    size: Literal["Small", "Default", "Medium", "Large", "ExtraLarge"] = "Default"
    weight: Literal["Lighter", "Default", "Bolder"] = "Default"
    color: Literal["Default", "Accent", "Good", "Warning", "Attention"] = "Default"
    is_subtle: bool = False
    font_type: Literal["Default", "Monospace"] = "Default"


class TextBlock(Look):
    type: Literal["TextBlock"]
    text: Read
    wrap: Literal[True]
    style: Literal["heading", "default"] = "default"
    spacing: Spacing = "Default"


class TextRun(Look):
    type: Literal["TextRun"]
    text: Shown


class RichTextBlock(Strict):
    type: Literal["RichTextBlock"]
    inlines: Annotated[list[TextRun], Field(min_length=1)]
    spacing: Spacing = "Default"


class Container(Strict):
    type: Literal["Container"]
    items: Annotated[list[Element], Field(min_length=1)]
    style: Literal["default", "emphasis", "good", "attention", "warning", "accent"] = "default"
    bleed: bool = False


class Fact(Strict):
    title: Shown
    value: Shown


class FactSet(Strict):
    type: Literal["FactSet"]
    facts: Annotated[list[Fact], Field(min_length=1)]


class Column(Strict):
    width: Annotated[int, Field(ge=1)]


class TableCell(Strict):
    type: Literal["TableCell"]
    items: list[Element]


class TableRow(Strict):
    type: Literal["TableRow"]
    cells: list[TableCell]


class Table(Strict):
    type: Literal["Table"]
    columns: Annotated[list[Column], Field(min_length=1)]
    rows: Annotated[list[TableRow], Field(min_length=1)]
    first_row_as_headers: Literal[True]
    show_grid_lines: bool

    @model_validator(mode="after")
    def _has_a_cell_for_each_column(self) -> Table:
        assert {len(row.cells) for row in self.rows} == {len(self.columns)}
        return self


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
    y_axis_title: Read
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


class Submit(Strict):
    type: Literal["Action.Submit"]
    title: Read
    data: Annotated[dict[str, JsonValue], Field(min_length=1)]


class Execute(Strict):
    type: Literal["Action.Execute"]
    title: Read
    verb: Literal["say", "form"]
    data: Annotated[dict[str, JsonValue], Field(min_length=1)]
    fallback: Submit

    @model_validator(mode="after")
    def _falls_back_to_the_same(self) -> Execute:
        assert (self.title, self.data) == (self.fallback.title, self.fallback.data)
        return self


Actions = Annotated[
    list[Annotated[Execute | Submit, Field(discriminator="type")]],
    Field(min_length=1, max_length=6),
]


class ActionSet(Strict):
    type: Literal["ActionSet"]
    actions: Actions


class Input(Strict):
    """Something to fill in; what is needed says so when it is missing."""

    id: Read
    label: Read
    is_required: bool = False
    error_message: Read | None = None
    placeholder: Shown = ""
    value: str = ""

    @model_validator(mode="after")
    def _says_what_is_missing(self) -> Input:
        assert self.is_required == (self.error_message is not None)
        return self


class TextInput(Input):
    type: Literal["Input.Text"]
    max_length: Annotated[int, Field(ge=1)]


class Choice(Strict):
    title: Read
    value: str


class ChoiceSet(Input):
    type: Literal["Input.ChoiceSet"]
    choices: Annotated[list[Choice], Field(min_length=1)]
    style: Literal["compact", "filtered", "expanded"]

    @model_validator(mode="after")
    def _begins_with_one_of_its_choices(self) -> ChoiceSet:
        values = [choice.value for choice in self.choices]
        assert len(values) == len(set(values))
        assert "value" not in self.model_fields_set or self.value in values
        return self


Element = Annotated[
    TextBlock
    | RichTextBlock
    | Container
    | FactSet
    | Table
    | LineChart
    | Gauge
    | ActionSet
    | TextInput
    | ChoiceSet,
    Field(discriminator="type"),
]


class Width(Strict):
    width: Literal["Full"]


class AdaptiveCard(Strict):
    type: Literal["AdaptiveCard"]
    schema_: Annotated[
        Literal["https://adaptivecards.io/schemas/adaptive-card.json"], Field(alias="$schema")
    ]
    version: Literal["1.5"]
    fallback_text: Read
    speak: Read
    body: Annotated[list[Element], Field(min_length=1)]
    actions: Actions | None = None
    msteams: Width | None = None


class Attachment(Strict):
    content_type: Literal["application/vnd.microsoft.card.adaptive"]
    content: AdaptiveCard


class TaskInfo(Strict):
    title: Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_mentions_nobody)]
    height: Annotated[int, Field(ge=100, le=1_000)] | Literal["small", "medium", "large"]
    width: int | Literal["small", "medium", "large"]
    card: Attachment


class Task(Strict):
    type: Literal["continue"]
    value: TaskInfo


class Dialog(Strict):
    task: Task
