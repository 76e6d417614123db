"""The parts of the file that adapters know: settings of sources and platforms, and queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.config.problems import Remark, Where
from bot.config.reading import unknown
from bot.config.shape import shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.config.file import SloSection
    from bot.config.file_oncall import RotationSection
    from bot.config.reading import Reading
    from bot.config.schemas import Schemas
    from bot.config.section import Section


@dataclass(frozen=True, slots=True)
class SourceConfig:
    """A source, of budgets or of who is on call: its key, its kind, and that kind's settings."""

    key: str
    kind: str
    settings: Section


@dataclass(slots=True)
class Adapted:
    """What could be read of them, and what was wrong."""

    sources: dict[str, SourceConfig] = field(default_factory=dict)
    platforms: dict[str, Section] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def adapt(reading: Reading) -> Adapted:
    """Read every source, every platform, and every objective's query."""
    file, schemas, adapted = reading.file, reading.schemas, Adapted()
    queries: dict[str, type[Section]] = {}
    for key, raw in file.sources.items():
        kind = _kind(key, raw, schemas, adapted)
        if kind is None or (known := schemas.source(kind)) is None:
            continue
        settings, queries[key] = known
        rest = {name: value for name, value in raw.items() if name != "kind"}
        if section := _section(settings, rest, ("sources", key), adapted):
            adapted.sources[key] = SourceConfig(key, kind, section)
    for name, raw in file.platforms.items():
        _platform(name, raw, schemas, adapted)
    for at, asked in _askers(reading):
        query = queries.get(asked.source or "")
        if query and not reading.doubtful(*at, "source") and not reading.doubtful(*at, "query"):
            if remark := _of_another_kind(reading, asked, at):
                adapted.remarks.append(remark)
            else:
                _section(query, asked.query, (*at, "query"), adapted)
    return adapted


def _askers(reading: Reading) -> Iterator[tuple[Where, SloSection | RotationSection]]:
    """Whatever asks a source, and where it stands."""
    yield from reading.slos
    for key, rotation in reading.file.rotations.items():
        yield ("rotations", key), rotation


def _of_another_kind(
    reading: Reading, asked: SloSection | RotationSection, at: Where
) -> Remark | None:
    schemas, source = reading.schemas, asked.source or ""
    kind = str(reading.file.sources[source].get("kind"))
    if at[0] == "rotations" and kind not in schemas.oncall_kinds:
        return Remark(
            (*at, "source"),
            f"`{source}` counts events, and does not know who is on call.",
            f"Name a source of these kinds: {_listed(schemas.oncall_kinds)}.",
        )
    if at[0] == "services" and kind not in schemas.source_kinds:
        return Remark(
            (*at, "source"),
            f"`{source}` knows who is on call, and counts no events.",
            f"Name a source of these kinds: {_listed(schemas.source_kinds)}.",
        )
    return None


def _listed(kinds: Iterable[str]) -> str:
    return ", ".join(f"`{kind}`" for kind in kinds)


def _kind(key: str, raw: Mapping[str, object], schemas: Schemas, adapted: Adapted) -> str | None:
    listed = _listed(schemas.kinds)
    kind = raw.get("kind")
    if not isinstance(kind, str) or not kind:
        adapted.remarks.append(
            Remark(
                ("sources", key),
                "`kind` is missing, the kind of source.",
                f"The kinds are {listed}.",
            )
        )
        return None
    if kind in schemas.kinds:
        return kind
    remark = unknown(kind, "kinds", schemas.kinds, at=("sources", key, "kind"))
    guess = f"{remark.fix} " if remark.fix.startswith("Did") else ""
    adapted.remarks.append(
        Remark(remark.where, "There is no such kind of source.", f"{guess}The kinds are {listed}.")
    )
    return None


def _platform(name: str, raw: Mapping[str, object], schemas: Schemas, adapted: Adapted) -> None:
    at: Where = ("platforms", name)
    known = [each for each in schemas.platform_names if each not in schemas.local_platforms]
    if name in schemas.local_platforms:
        adapted.remarks.append(
            Remark(at, f"`{name}` is always there and has no settings.", "Remove this section.")
        )
    elif name in known and (settings := schemas.platform(name)):
        if section := _section(settings, raw, at, adapted):
            adapted.platforms[name] = section
    else:
        listed = ", ".join(f"`{each}`" for each in known)
        adapted.remarks.append(
            Remark(
                at, "Rapport speaks to no platform of that name.", f"The platforms are {listed}."
            )
        )


def _section(
    model: type[Section], raw: Mapping[str, object], at: Where, adapted: Adapted
) -> Section | None:
    shaped = shape(model, raw, at=at)
    adapted.remarks.extend(shaped.remarks)
    return None if shaped.remarks else shaped.section
