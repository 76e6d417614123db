"""Who is on call, for machines."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.cards.oncall_words import named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.model.organisation import Service
    from bot.model.seat import Seat

AHEAD = timedelta(days=14)
"""Gaps are told that far ahead."""


def oncall_data(service: Service, seats: Sequence[Seat], *, at: datetime) -> dict[str, object]:
    """``{service, at, roles, gaps}``.

    A role is ``{side, role, rotation, person, name, since, until, next, covering_for, source,
    as_of, stale}``, once for everybody who holds it; ``person`` is None in a gap.
    """
    return {
        "service": service.key,
        "at": at,
        "roles": [each for seat in seats for each in _roles(seat)],
        "gaps": [each for seat in seats for each in _gaps(seat)],
    }


def _roles(seat: Seat) -> list[dict[str, object]]:
    common: dict[str, object] = {
        "side": seat.role.side.value,
        "role": seat.role.name,
        "rotation": seat.rotation.key,
        "next": _next(seat),
        "source": seat.rotation.source,
        "as_of": seat.roster.fetched_at,
        "stale": seat.failure is not None,
    }
    if seat.gap is not None:
        nobody = dict.fromkeys(("person", "name", "covering_for"))
        return [{**common, **nobody, "since": seat.gap.since, "until": seat.gap.until}]
    return [
        {
            **common,
            "person": named(each.who),
            "name": each.who.name,
            "covering_for": named(each.covering_for) if each.covering_for else None,
            "since": each.start,
            "until": each.end,
        }
        for each in seat.holders
    ]


def _next(seat: Seat) -> dict[str, object] | None:
    if seat.next is None:
        return None
    return {"person": named(seat.next.who), "name": seat.next.who.name, "since": seat.next.start}


def _gaps(seat: Seat) -> list[dict[str, object]]:
    end = min(seat.at + AHEAD, seat.roster.end)
    now = [] if seat.gap is None else [(seat.gap.since, seat.gap.until)]
    later = [(each.start, min(each.end, end)) for each in seat.gaps if seat.at < each.start < end]
    return [
        {"side": seat.role.side.value, "role": seat.role.name, "since": since, "until": until}
        for since, until in (*now, *later)
    ]
