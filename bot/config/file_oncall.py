"""The part of app.yaml about rotations: who takes turns, when, for how long."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from bot.config.section import Section
from bot.config.values import Hour, Key, Text, Turn, Wall, Zone
from bot.model.rotation import MINIMUM


class Weekday(StrEnum):
    """A day of the week, Monday first."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class HoursSection(Section):
    """Hours of some weekdays; those that end by the time they began end a day later."""

    days: list[Weekday] = [*Weekday]
    opens: Hour = Field(description="when they begin", examples=["09:00"])
    closes: Hour = Field(description="when they end", examples=["18:00"])


class LayerSection(Section):
    """People who take turns; times are of the rotation's zone."""

    people: list[Text] = Field(
        description="the keys of those who take turns, in order", examples=["[alice, erin]"]
    )
    starts: Wall = Field(
        description="the first handoff, a date and a time", examples=["2026-01-05 10:00"]
    )
    every: Turn = timedelta(weeks=1)
    only: list[HoursSection] = []
    until: Wall | None = None


class RotationSection(Section):
    """Who takes turns: our own layers, or what another source knows."""

    name: Text = Field(description="what people call it", examples=["IoT Hub SRE"])
    team: Text = Field(description="the key of the team whose rotation it is", examples=["sre"])
    zone: Zone | None = None
    layers: list[LayerSection] = []
    source: Text | None = None
    query: dict[str, object] = {}
    minimum: Annotated[int, Field(ge=1, le=99)] = MINIMUM
    handoff: bool = True
    groups: dict[Key, Text] = {}
