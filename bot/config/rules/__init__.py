"""What must fit together across the file, a noun each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config.rules import (
    alerts,
    decisions,
    engagements,
    ids,
    kinds,
    people,
    rotations,
    services,
    teams,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config.problems import Remark
    from bot.config.reading import Reading


def problems(reading: Reading) -> Iterator[Remark]:
    """Everything that must be mended."""
    for rule in (
        whole,
        people,
        teams,
        services,
        rotations,
        alerts,
        engagements,
        kinds,
        decisions,
        ids,
    ):
        yield from rule.problems(reading)


def notices(reading: Reading) -> Iterator[Remark]:
    """Everything that is allowed but should be known."""
    for rule in (services, rotations, alerts):
        yield from rule.notices(reading)
