"""What is not known about who is on call, or not known to be so now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases
from bot.cards.oncall_words import seat_name
from bot.reply import Fact, Facts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from bot.model.organisation import Service
    from bot.model.seat import Seat
    from bot.reply import Block


def troubles(service: Service, seats: Sequence[Seat], *, now: datetime) -> list[Block]:
    """Roles of which only the last good answer is known, and those of which nothing is."""
    facts = [
        Fact(seat_name(seat.role), last_good(seat.failure, now - seat.roster.fetched_at))
        for seat in seats
        if seat.failure
    ]
    read = {seat.role for seat in seats}
    facts += [
        Fact(seat_name(role), "unknown: its source does not answer")
        for role in service.oncall
        if role not in read
    ]
    return [Facts(tuple(facts))] if facts else []


def last_good(failure: str, age: timedelta) -> str:
    """Why an answer is not new, and how old it is."""
    return f"{failure} This is the last good answer, {phrases.ago(age)}."
