"""Rotations: people of one team who take turns, or a source that knows; and the roles they fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config.concealing import shown
from bot.config.problems import Remark, Where
from bot.model.organisation import Side
from bot.model.rotation import OWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config.file_oncall import LayerSection, RotationSection
    from bot.config.reading import Reading


def problems(reading: Reading) -> Iterator[Remark]:
    """What is wrong about rotations, and about who is on call for a service."""
    for key, rotation in reading.file.rotations.items():
        at: Where = ("rotations", key)
        yield from reading.unknown("teams", rotation.team, (*at, "team"))
        yield from _one_source(reading, rotation, at)
        for index, layer in enumerate(rotation.layers):
            yield from _layer(reading, layer, (*at, "layers", index), side=_side(reading, key))
        for platform in rotation.groups:
            if platform not in reading.schemas.group_platforms:
                yield _no_groups(reading, platform, (*at, "groups", platform))
            elif platform not in reading.declared["platforms"]:
                yield Remark(
                    (*at, "groups", platform),
                    f"`{platform}` is not connected.",
                    f"Add a section `platforms.{platform}`, or remove this group.",
                )
    for key, service in reading.file.services.items():
        for side, named in service.oncall.items():
            for role, rotation_key in named.items():
                where = ("services", key, "oncall", side.value, role)
                yield from _role(reading, side, rotation_key, where)


def notices(reading: Reading) -> Iterator[Remark]:
    """Rotations that fill no role."""
    filled = {
        rotation
        for service in reading.file.services.values()
        for named in service.oncall.values()
        for rotation in named.values()
    }
    for key in reading.file.rotations:
        if key not in filled and not reading.doubtful("services"):
            yield Remark(
                ("rotations", key),
                f"Nobody is on call by `{key}`: no service names it.",
                f"Name it under a service: `oncall: {{sre: {{primary: {key}}}}}`.",
            )


def _one_source(reading: Reading, rotation: RotationSection, at: Where) -> Iterator[Remark]:
    if rotation.source in {None, OWN}:
        if rotation.query:
            yield Remark((*at, "query"), "There is no source to ask.", "Add `source`.")
        if not rotation.layers and not reading.doubtful(*at):
            yield Remark(
                at,
                "It says neither who takes turns nor which source knows.",
                "Add `layers`, or a `source`.",
            )
        return
    if rotation.layers:
        yield Remark(
            (*at, "layers"),
            f"Who takes turns is known to `{rotation.source}`, and here as well.",
            "Keep `layers`, or `source`.",
        )
    yield from reading.unknown("sources", rotation.source or "", (*at, "source"))


def _no_groups(reading: Reading, platform: str, at: Where) -> Remark:
    having = ", ".join(f"`{each}`" for each in reading.schemas.group_platforms)
    return Remark(
        at,
        f"`{shown(platform)}` has no user groups that could follow who is on call.",
        f"Remove this group. Such groups are in: {having}." if having else "Remove this group.",
    )


def _side(reading: Reading, rotation: str) -> Side | None:
    """The side of a rotation, if it is known."""
    section = reading.file.rotations.get(rotation)
    team = reading.file.teams.get(section.team) if section else None
    if section is None or team is None or reading.doubtful("rotations", rotation, "team"):
        return None
    return None if reading.doubtful("teams", section.team, "side") else team.side


def _layer(
    reading: Reading, layer: LayerSection, at: Where, *, side: Side | None
) -> Iterator[Remark]:
    if not layer.people and not reading.doubtful(*at, "people"):
        yield Remark((*at, "people"), "Nobody takes turns.", "List the keys of its people.")
    if layer.until is not None and layer.until <= layer.starts:
        yield Remark(
            (*at, "until"), "It ends before it starts.", "Let `until` be later than `starts`."
        )
    for index, person in enumerate(layer.people):
        where = (*at, "people", index)
        yield from reading.person_unknown(person, where)
        stands = reading.side_of(person)
        if side and stands and stands is not side:
            yield Remark(
                where,
                f"`{person}` is on the {stands} side, and this rotation on the {side} side.",
                "List people of its own side.",
            )


def _role(reading: Reading, side: Side, rotation: str, at: Where) -> Iterator[Remark]:
    yield from reading.unknown("rotations", rotation, at)
    if side is Side.SPONSOR:
        yield Remark(at, "Sponsors are not on call.", "Name a role under `sre` or `product`.")
        return
    own = _side(reading, rotation)
    if own and own is not side:
        yield Remark(
            at,
            f"`{rotation}` is a rotation of the {own} side.",
            f"Name it under `{own}`, or name another.",
        )
