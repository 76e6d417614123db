"""People, the teams they are in, the services they run together, and their engagements."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.model.catalogue import CATALOGUE
from bot.model.decision_rules import DecisionRules
from bot.model.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.model.decision_kind import DecisionKind
    from bot.model.rotation import Role, Rotation
    from bot.model.slo import PlannedSlo, Slo


class Side(StrEnum):
    """Whose view somebody holds. Sponsors stand above both."""

    SRE = "sre"
    PRODUCT = "product"
    SPONSOR = "sponsor"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody that app.yaml names; ``ids`` are their user ids by platform.

    Who is not active any more is still known by name, and holds no part in any decision.
    """

    key: str
    name: str
    side: Side
    email: str | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    manager: str | None = None
    zone: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Team:
    """An SRE team or a product group; people by key."""

    key: str
    name: str
    side: Side
    lead: str
    manager: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """A service, what is promised for it, agreed or still planned, and who is on call for it."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    slos: tuple[Slo, ...] = ()
    planned: tuple[PlannedSlo, ...] = ()
    oncall: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class BoundPlace:
    """A channel in which an engagement lives; ``name`` is what people call it."""

    platform: str
    channel: str
    name: str
    home: bool = False


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """When people work: weekdays (Monday is 0), local hours, holidays as ISO dates."""

    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    opens: str = "09:00"
    closes: str = "17:00"
    holidays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Engagement:
    """Two teams that run services together, and where they meet; people and teams by key."""

    key: str
    services: tuple[str, ...]
    sre_team: Team
    product_group: Team
    sponsor: str
    places: tuple[BoundPlace, ...]
    zone: str
    calendar: WorkingCalendar = WorkingCalendar()
    policy: Policy = Policy()
    decisions: DecisionRules = field(default_factory=DecisionRules)

    def team_of(self, side: Side) -> Team:
        """The team of a side; sponsors have none."""
        return self.sre_team if side is Side.SRE else self.product_group

    def leads(self, side: Side) -> tuple[str, str]:
        """Who speaks for a side: its team's lead and manager, by key."""
        team = self.team_of(side)
        return team.lead, team.manager

    @property
    def people(self) -> frozenset[str]:
        """Everybody with a part in it."""
        teams = (self.sre_team, self.product_group)
        members = {key for team in teams for key in (*team.members, team.lead, team.manager)}
        return frozenset(members | {self.sponsor})


@dataclass(frozen=True, slots=True)
class Organisation:
    """All that app.yaml declares about people and services, by key."""

    people: Mapping[str, Person]
    teams: Mapping[str, Team]
    services: Mapping[str, Service]
    engagements: Mapping[str, Engagement]
    rotations: Mapping[str, Rotation] = field(default_factory=dict)

    def engagement_at(self, platform: str, channel: str) -> Engagement | None:
        """The engagement that lives in a channel."""
        for engagement in self.engagements.values():
            for place in engagement.places:
                if (place.platform, place.channel) == (platform, channel):
                    return engagement
        return None

    def place_named(self, name: str) -> BoundPlace | None:
        """The place that people call so, with or without ``#``; of several, a home comes first."""
        wanted = name.lstrip("#").casefold()
        places = [
            place
            for engagement in self.engagements.values()
            for place in engagement.places
            if wanted in {place.name.lstrip("#").casefold(), place.channel.casefold()}
        ]
        return min(places, key=lambda place: not place.home, default=None)

    def engagement_of(self, service: str) -> Engagement | None:
        """The engagement that runs a service."""
        for engagement in self.engagements.values():
            if service in engagement.services:
                return engagement
        return None

    @property
    def active(self) -> frozenset[str]:
        """The keys of everybody who has not left."""
        return frozenset(key for key, person in self.people.items() if person.active)

    def present(self, keys: Iterable[str]) -> list[str]:
        """Of these people and teams all but people who have left, in order."""
        active = self.active
        return [key for key in keys if key in active or key not in self.people]

    @property
    def kinds(self) -> Mapping[str, DecisionKind]:
        """Every kind of decision that any engagement knows, by key."""
        every = (each.decisions.kinds for each in self.engagements.values())
        return dict(item for kinds in (CATALOGUE, *every) for item in kinds.items())

    def engagements_on(self, rotation: str) -> tuple[Engagement, ...]:
        """The engagements for whose services a rotation is on call."""
        served = {
            key
            for key, service in self.services.items()
            if any(role.rotation == rotation for role in service.oncall)
        }
        return tuple(each for each in self.engagements.values() if served & set(each.services))

    def services_of(self, person: str) -> tuple[Service, ...]:
        """The services of every engagement in which a person has a part, in app.yaml's order."""
        mine = {
            key
            for engagement in self.engagements.values()
            if person in engagement.people
            for key in engagement.services
        }
        return tuple(service for key, service in self.services.items() if key in mine)
