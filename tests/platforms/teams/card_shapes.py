"""The shapes of cards, strictly: a type or property that we do not mean to use is a mistake.

After https://adaptivecards.io/explorer, version 1.5.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from tests.platforms.teams.asking_shapes import Actions, ActionSet, ChoiceSet, TextInput
from tests.platforms.teams.chart_shapes import Gauge, LineChart
from tests.platforms.teams.word_shapes import FactSet, Look, Read, Shown, Spacing, Strict, Title

ContainerStyle = Literal["default", "emphasis", "good", "attention", "warning", "accent"]


class TextBlock(Look):
    type: Literal["TextBlock"]
    text: Read
    wrap: Literal[True]
    style: Literal["heading", "default"] = "default"
    spacing: Spacing = "Default"
    horizontal_alignment: Literal["Left", "Right"] = "Left"


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
    style: ContainerStyle = "default"
    bleed: bool = False


class BarColumn(Strict):
    type: Literal["Column"]
    width: Annotated[int, Field(ge=1)]
    spacing: Literal["None"]
    items: list[Element]
    style: ContainerStyle = "default"


class ColumnSet(Strict):
    type: Literal["ColumnSet"]
    columns: Annotated[list[BarColumn], Field(min_length=1)]
    spacing: Spacing = "Default"


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


Element = Annotated[
    TextBlock
    | RichTextBlock
    | Container
    | ColumnSet
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
    title: Title
    height: Annotated[int, Field(ge=100, le=1_000)] | Literal["small", "medium", "large"]
    width: int | Literal["small", "medium", "large"]
    card: Attachment


class Task(Strict):
    type: Literal["continue"]
    value: TaskInfo


class Dialog(Strict):
    task: Task
