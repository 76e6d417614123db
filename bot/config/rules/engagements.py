"""Engagements: two teams of the right sides, services of their own, and one home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config.problems import Remark, Where
from bot.config.reading import unknown
from bot.model.organisation import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config.file import EngagementSection
    from bot.config.reading import Reading


def problems(reading: Reading) -> Iterator[Remark]:
    """What is wrong about engagements."""
    engagements = reading.file.engagements
    yield from reading.twice(
        (
            (service, ("engagements", key, "services", index), key)
            for key, engagement in engagements.items()
            for index, service in enumerate(engagement.services)
        ),
        what="This service",
    )
    yield from reading.twice(
        (
            (f"{platform} {place.channel}", ("engagements", key, "places", platform), key)
            for key, engagement in engagements.items()
            for platform, place in engagement.places.items()
        ),
        what="This channel",
    )
    for key, engagement in engagements.items():
        at = ("engagements", key)
        yield from _services(reading, engagement, at)
        yield from _people(reading, engagement, at)
        yield from _places(reading, engagement, at)
        if not reading.doubtful(*at, "policy"):
            yield from _policy(engagement, at)
        if not reading.doubtful(*at, "calendar"):
            yield from _calendar(engagement, at)


def _services(reading: Reading, engagement: EngagementSection, at: Where) -> Iterator[Remark]:
    if not engagement.services and not reading.doubtful(*at, "services"):
        yield Remark((*at, "services"), "It runs no service.", "List the keys of its services.")
    for index, service in enumerate(engagement.services):
        yield from reading.unknown("services", service, (*at, "services", index))


def _people(reading: Reading, engagement: EngagementSection, at: Where) -> Iterator[Remark]:
    sides = {"sre_team": Side.SRE, "product_group": Side.PRODUCT}
    for role, side in sides.items():
        key = getattr(engagement, role)
        yield from reading.unknown("teams", key, (*at, role))
        team = reading.file.teams.get(key)
        if reading.doubtful("teams", key, "side"):
            continue
        if team and team.side not in {side, Side.SPONSOR}:
            fitting = [f"`{k}`" for k, each in reading.file.teams.items() if each.side is side]
            yield Remark(
                (*at, role),
                f"`{key}` is on the {team.side} side.",
                f"Name a team of the {side} side: {', '.join(fitting) or 'declare one'}.",
            )
    yield from reading.person_unknown(engagement.sponsor, (*at, "sponsor"))
    yield from reading.person_left(engagement.sponsor, (*at, "sponsor"))
    stands = reading.side_of(engagement.sponsor)
    if stands and stands is not Side.SPONSOR:
        yield Remark(
            (*at, "sponsor"),
            f"`{engagement.sponsor}` is on the {stands} side; a sponsor stands above both.",
            f"Name another person, or give `{engagement.sponsor}` the side `sponsor`.",
        )


def _places(reading: Reading, engagement: EngagementSection, at: Where) -> Iterator[Remark]:
    places, schemas = engagement.places, reading.schemas
    known = dict.fromkeys((*schemas.platform_names, *schemas.local_platforms))
    for platform in places:
        where = (*at, "places", platform)
        if platform not in known:
            yield unknown(platform, "platforms", known, at=where)
        elif platform not in (*reading.declared["platforms"], *schemas.local_platforms):
            yield Remark(
                where,
                f"`{platform}` is not connected.",
                f"Add a section `platforms.{platform}`, or remove this place.",
            )
    homes = [platform for platform, place in places.items() if place.home]
    if reading.doubtful(*at, "places"):
        return
    if not places:
        yield Remark((*at, "places"), "It has no channel.", "Add one, such as `playground`.")
    elif len(places) > 1 and len(homes) != 1:
        said = "none of the places is" if not homes else f"{len(homes)} places are"
        yield Remark(
            (*at, "places"),
            f"Threads live in one home, and {said} `home`.",
            "Write `home: true` at exactly one place.",
        )


def _policy(engagement: EngagementSection, at: Where) -> Iterator[Remark]:
    policy = engagement.policy
    if not policy.watch < policy.at_risk < policy.exhausted:
        yield Remark(
            (*at, "policy"),
            "The tiers do not rise.",
            "Let `watch` be below `at_risk`, and `at_risk` below `exhausted`.",
        )


def _calendar(engagement: EngagementSection, at: Where) -> Iterator[Remark]:
    calendar = engagement.calendar
    if calendar.opens >= calendar.closes:
        yield Remark(
            (*at, "calendar", "closes"),
            f"The day closes at {calendar.closes}, not after it opens at {calendar.opens}.",
            "Let `opens` be earlier than `closes`.",
        )
    if not calendar.weekdays:
        yield Remark(
            (*at, "calendar", "weekdays"),
            "There is no working day.",
            "Write `[mon, tue, wed, thu, fri]`.",
        )
