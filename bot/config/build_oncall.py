"""Rotations and roles of a file without problems."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from bot.config.file_oncall import Weekday
from bot.model.organisation import Side
from bot.model.rotation import OWN, Hours, Layer, Role, Rotation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.config.file import File, ServiceSection
    from bot.config.file_oncall import HoursSection, RotationSection
    from bot.model.organisation import Team

_WEEK = list(Weekday)


def rotations(file: File, teams: Mapping[str, Team]) -> Mapping[str, Rotation]:
    """Every rotation by key. One without a zone of its own works where an engagement does."""
    return {
        key: Rotation(
            key=key,
            name=each.name,
            team=each.team,
            side=teams[each.team].side,
            zone=(zone := each.zone or _usual_zone(key, file)),
            source=each.source or OWN,
            layers=_layers(each, zone),
            query={name: str(value) for name, value in each.query.items()},
            minimum=each.minimum,
            handoff=each.handoff,
            groups=dict(each.groups),
        )
        for key, each in file.rotations.items()
    }


def roles(service: ServiceSection) -> tuple[Role, ...]:
    """Who is on call for a service: the SRE side first, each side's roles as they are written."""
    return tuple(
        Role(side, name, rotation)
        for side in Side
        for name, rotation in service.oncall.get(side, {}).items()
    )


def _usual_zone(rotation: str, file: File) -> str:
    """The zone of the first engagement whose services it is for."""
    served = {
        key
        for key, service in file.services.items()
        if any(rotation in named.values() for named in service.oncall.values())
    }
    zones = (each.zone for each in file.engagements.values() if served & set(each.services))
    return next(zones, "UTC")


def _layers(rotation: RotationSection, zone: str) -> tuple[Layer, ...]:
    return tuple(
        Layer(
            people=tuple(layer.people),
            starts=layer.starts,
            days=layer.every.days,
            zone=zone,
            only=tuple(_hours(each) for each in layer.only),
            until=layer.until,
        )
        for layer in rotation.layers
    )


def _hours(section: HoursSection) -> Hours:
    return Hours(
        weekdays=tuple(sorted({_WEEK.index(day) for day in section.days})),
        opens=time.fromisoformat(section.opens),
        closes=time.fromisoformat(section.closes),
    )
