"""A file without problems → the organisation that it declares."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from bot.config.build_decisions import decision_rules
from bot.config.build_oncall import roles, rotations
from bot.config.file_oncall import Weekday
from bot.model.organisation import (
    BoundPlace,
    Engagement,
    Organisation,
    Person,
    Service,
    Team,
    WorkingCalendar,
)
from bot.model.policy import Policy
from bot.model.slo import FormerTarget, PlannedSlo, Slo

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.config.file import CalendarSection, EngagementSection, File, PlaceSection, SloSection


def organisation(file: File, *, local_platforms: Iterable[str]) -> Organisation:
    """Build it.

    On local platforms everybody's user id is their key. A member's manager is the team's, unless
    the person names another.
    """
    managers = {
        member: team.manager
        for team in file.teams.values()
        for member in team.members
        if member != team.manager
    }
    people = {
        key: Person(
            key=key,
            name=person.name,
            side=person.side,
            email=person.email,
            ids={**dict.fromkeys(local_platforms, key), **person.ids},
            manager=person.manager or managers.get(key),
            zone=person.zone,
            active=person.active,
        )
        for key, person in file.people.items()
    }
    teams = {
        key: Team(key, team.name, team.side, team.lead, team.manager, tuple(team.members))
        for key, team in file.teams.items()
    }
    services = {
        key: Service(
            key=key,
            name=service.name,
            aliases=tuple(service.aliases),
            slos=tuple(_slo(key, name, slo) for name, slo in service.slos.items()),
            planned=tuple(
                PlannedSlo(key, name, planned.drafted_by, planned.due)
                for name, planned in service.planned.items()
            ),
            oncall=roles(service),
        )
        for key, service in file.services.items()
    }
    engagements = {key: _engagement(key, each, teams) for key, each in file.engagements.items()}
    return Organisation(people, teams, services, engagements, rotations(file, teams))


def _slo(service: str, name: str, slo: SloSection) -> Slo:
    return Slo(
        service=service,
        name=name,
        target=slo.target,
        window=slo.window,
        events=slo.events,
        source=slo.source,
        query={key: str(value) for key, value in slo.query.items()},
        former=tuple(
            FormerTarget(each.target, datetime.combine(each.until, time(), UTC))
            for each in slo.former
        ),
        alert_thresholds=dict(slo.alerts),
    )


def _engagement(key: str, engagement: EngagementSection, teams: Mapping[str, Team]) -> Engagement:
    policy = engagement.policy
    return Engagement(
        key=key,
        services=tuple(engagement.services),
        sre_team=teams[engagement.sre_team],
        product_group=teams[engagement.product_group],
        sponsor=engagement.sponsor,
        places=_places(engagement.places),
        zone=engagement.zone,
        calendar=_calendar(engagement.calendar),
        policy=Policy(
            watch=policy.watch,
            at_risk=policy.at_risk,
            exhausted=policy.exhausted,
            mode=policy.mode,
            incident_share=policy.incident_share,
            agreed=policy.agreed,
        ),
        decisions=decision_rules(engagement.decisions),
    )


def _places(places: Mapping[str, PlaceSection]) -> tuple[BoundPlace, ...]:
    """The only place is the home, told or not."""
    return tuple(
        BoundPlace(
            platform=platform,
            channel=place.channel,
            name=place.name or place.channel,
            home=place.home or len(places) == 1,
        )
        for platform, place in places.items()
    )


def _calendar(calendar: CalendarSection) -> WorkingCalendar:
    week = list(Weekday)
    return WorkingCalendar(
        weekdays=tuple(sorted({week.index(day) for day in calendar.weekdays})),
        opens=calendar.opens,
        closes=calendar.closes,
        holidays=tuple(sorted({day.isoformat() for day in calendar.holidays})),
    )
