"""Services: names that mean one thing, objectives that can be measured, or a date for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config.concealing import shown
from bot.config.problems import Remark, Where
from bot.grammar import fold
from bot.model.slo import FOUR_WEEKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config.file import ServiceSection, SloSection
    from bot.config.reading import Reading


def problems(reading: Reading) -> Iterator[Remark]:
    """What is wrong about services and their objectives."""
    services = reading.file.services
    yield from reading.twice(
        (
            (fold(said), where, key)
            for key, service in services.items()
            for where, said in _names(key, service)
        ),
        what="This name, compared without case, spaces and hyphens,",
    )
    for key, service in services.items():
        yield from _promises(reading, key, service)
        for name, planned in service.planned.items():
            at: Where = ("services", key, "planned", name)
            yield from reading.person_unknown(planned.drafted_by, (*at, "drafted_by"))
            if name in service.slos:
                yield Remark(
                    at,
                    f"`{shown(name)}` is agreed already, under `slos`.",
                    "Remove one of the two.",
                )
    for at, slo in reading.slos:
        yield from reading.unknown("sources", slo.source, (*at, "source"))
        if not reading.doubtful(*at, "former"):
            yield from _history(slo, at)


def notices(reading: Reading) -> Iterator[Remark]:
    """Windows that the policy does not know, and services that nobody runs."""
    for at, slo in reading.slos:
        if slo.window != FOUR_WEEKS:
            yield Remark(
                (*at, "window"),
                "The policy's tiers are meant for four weeks, and this window has "
                f"{slo.window.days} day{'s' * (slo.window.days > 1)}.",
                "Write `28d` unless both teams want another window.",
            )
    run = {key for each in reading.file.engagements.values() for key in each.services}
    for key in reading.file.services:
        if key not in run and not reading.doubtful("engagements"):
            yield Remark(
                ("services", key),
                f"No engagement runs `{key}`: it has no channel, no policy and no approver.",
                "Name it in the `services` of an engagement.",
            )


def _names(key: str, service: ServiceSection) -> Iterator[tuple[Where, str]]:
    at = ("services", key)
    yield at, key
    yield (*at, "name"), service.name
    for index, alias in enumerate(service.aliases):
        yield (*at, "aliases", index), alias


def _promises(reading: Reading, key: str, service: ServiceSection) -> Iterator[Remark]:
    at = ("services", key)
    if service.slos or service.planned:
        return
    if reading.doubtful(*at, "slos") or reading.doubtful(*at, "planned"):
        return
    yield Remark(
        at,
        f"`{key}` has no objective, and nobody drafts one.",
        "Add `slos`; or say who drafts the first one, by when: "
        "`planned: {availability: {drafted_by: carol, due: 2026-12-15}}`.",
    )


def _history(slo: SloSection, at: Where) -> Iterator[Remark]:
    days = [former.until for former in slo.former]
    if days != sorted(set(days)):
        yield Remark(
            (*at, "former"),
            "Earlier targets are not in order.",
            "List them oldest first, each until a later day than the one before.",
        )
