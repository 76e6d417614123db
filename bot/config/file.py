"""The shape of app.yaml: which keys there are, and what each of them holds."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.config.values import (
    Day,
    Email,
    EnvName,
    Hour,
    Key,
    Share,
    Target,
    Text,
    Turn,
    Wall,
    WebAddress,
    Window,
    Zone,
    refused,
)
from bot.model.organisation import Side
from bot.model.policy import Mode
from bot.model.rotation import MINIMUM
from bot.model.slo import FOUR_WEEKS


class Section(BaseModel):
    """A part of the file: unknown keys are errors, values never change.

    A required field's ``description`` tells what to write, and its ``examples`` how.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, hide_input_in_errors=True
    )


class Weekday(StrEnum):
    """A day of the week, Monday first."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class PersonSection(Section):
    """Somebody; ``ids`` are their user ids by platform, and by kind of source."""

    name: Text = Field(description="what people call them", examples=["Alice Nakamura"])
    side: Side = Field(description="sre, product or sponsor", examples=["sre"])
    email: Email | None = None
    ids: dict[Key, Text] = {}
    manager: Text | None = None
    zone: Zone | None = None


class TeamSection(Section):
    """An SRE team or a product group."""

    name: Text = Field(description="what people call the team", examples=["IoT SRE"])
    side: Side = Field(description="sre or product", examples=["sre"])
    lead: Text = Field(description="the key of the member who leads the team", examples=["alice"])
    manager: Text = Field(description="the key of the lead's manager", examples=["mona"])
    members: list[Text] = Field(description="the keys of its people", examples=["[alice, erin]"])


class FormerSection(Section):
    """A target that was in force until the start of a day, in UTC."""

    target: Target = Field(description="the earlier target", examples=["99.9%"])
    until: Day = Field(description="the first day of the next target", examples=["2026-03-01"])


class SloSection(Section):
    """An agreed objective."""

    target: Target = Field(description="the share of events that must be good", examples=["99.95%"])
    window: Window = FOUR_WEEKS
    events: Text = "events"
    source: Text = Field(description="the key of the source that counts", examples=["main"])
    query: dict[str, object] = {}
    former: list[FormerSection] = []
    alerts: dict[str, Decimal] = {}


class PlannedSection(Section):
    """An objective that nobody has agreed to yet."""

    drafted_by: Text = Field(description="the key of the person who drafts it", examples=["carol"])
    due: Day = Field(description="the day by which the draft is ready", examples=["2026-12-15"])


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


class ServiceSection(Section):
    """A service, its objectives by name, and who is on call for it: a rotation by side and role."""

    name: Text = Field(description="what people call the service", examples=["IoT Hub"])
    aliases: list[Text] = []
    oncall: dict[Side, dict[Key, Text]] = {}
    slos: dict[Key, SloSection] = {}
    planned: dict[Key, PlannedSection] = {}


class PlaceSection(Section):
    """A channel; ``name`` is what people call it, its id unless told."""

    channel: Text = Field(description="the platform's id of the channel", examples=["C0123456789"])
    name: Text | None = None
    home: bool = False


class CalendarSection(Section):
    """When both teams work, in the engagement's zone."""

    weekdays: list[Weekday] = [Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI]
    opens: Hour = "09:00"
    closes: Hour = "17:00"
    holidays: list[Day] = []


class PolicySection(Section):
    """From what is spent of the four-week budget to what follows."""

    watch: Share = Decimal("0.50")
    at_risk: Share = Decimal("0.75")
    exhausted: Share = Decimal(1)
    mode: Mode = Mode.HALT
    incident_share: Share = Decimal("0.20")
    agreed: bool = False


class EngagementSection(Section):
    """Two teams, the services they run together, and where they meet."""

    services: list[Text] = Field(description="the keys of its services", examples=["[iot-hub]"])
    sre_team: Text = Field(description="the key of the SRE team", examples=["sre"])
    product_group: Text = Field(description="the key of the product group", examples=["product"])
    sponsor: Text = Field(description="the key of the person above both sides", examples=["dana"])
    places: dict[Key, PlaceSection] = Field(
        description="the channel on each platform", examples=["{slack: {channel: C0123456789}}"]
    )
    zone: Zone = Field(description="the time zone in which it works", examples=["Europe/Berlin"])
    calendar: CalendarSection = CalendarSection()
    policy: PolicySection = PolicySection()
    exceptions_by: Text | None = None


class StorageSection(Section):
    """Where Rapport remembers: a file, which starts at this file's own folder, or PostgreSQL."""

    path: Text | None = None
    url_env: EnvName | None = None

    @model_validator(mode="after")
    def _one_store(self) -> Self:
        if self.path and self.url_env:
            raise refused(
                "`path` and `url_env` name two stores.",
                fix="Keep `path` for SQLite, or `url_env` for PostgreSQL.",
            )
        return self


class WebSection(Section):
    """Where ``rapport serve`` is reached from outside."""

    url: WebAddress = Field(
        description="its public address", examples=["https://rapport.example.com"]
    )


class File(Section):
    """All of app.yaml. Sources and platforms have keys of their own, which their adapters know."""

    version: int | None = None
    example: bool = False
    people: dict[Key, PersonSection] = {}
    teams: dict[Key, TeamSection] = {}
    rotations: dict[Key, RotationSection] = {}
    services: dict[Key, ServiceSection] = {}
    engagements: dict[Key, EngagementSection] = {}
    sources: dict[Key, dict[str, object]] = {}
    platforms: dict[Key, dict[str, object]] = {}
    web: WebSection | None = None
    storage: StorageSection = StorageSection()
