"""The shape of app.yaml: which keys there are, and what each of them holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from bot.config.file_decisions import DecisionsSection
from bot.config.file_oncall import RotationSection, Weekday
from bot.config.section import Section
from bot.config.values import (
    Day,
    Email,
    EnvName,
    Hour,
    Key,
    Share,
    Target,
    Text,
    WebAddress,
    Window,
    Zone,
    refused,
)
from bot.model.organisation import Side
from bot.model.policy import Mode
from bot.model.slo import FOUR_WEEKS


class PersonSection(Section):
    """Somebody; ``ids`` are their user ids by platform, and by kind of source.

    Who is not ``active`` has left, is still known by name, and holds no part in any decision.
    """

    name: Text = Field(description="what people call them", examples=["Alice Nakamura"])
    side: Side = Field(description="sre, product or sponsor", examples=["sre"])
    email: Email | None = None
    ids: dict[Key, Text] = {}
    manager: Text | None = None
    zone: Zone | None = None
    active: bool = True


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
    decisions: DecisionsSection = DecisionsSection()


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
