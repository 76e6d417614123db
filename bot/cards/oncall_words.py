"""What is said about who is on call, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases
from bot.model.organisation import Side

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.model.oncall import Contact, Duty
    from bot.model.rotation import Role
    from bot.model.seat import Seat

SIDES = {Side.SRE: "SRE", Side.PRODUCT: "product", Side.SPONSOR: "sponsors"}


def seat_name(role: Role) -> str:
    """``SRE primary``, ``Product primary``."""
    side = SIDES[role.side]
    return f"{side[0].upper()}{side[1:]} {role.name}"


def duty(each: Duty) -> str:
    """Who is on call: ``Erin Gallagher, covering for Frank Adeyemi``. Nobody is pinged by it."""
    if each.covering_for is None:
        return each.who.name
    return f"{each.who.name}, covering for {each.covering_for.name}"


def holders(seat: Seat, *, zone: str) -> str:
    """Who holds a seat, or since when nobody does."""
    if seat.gap is None:
        return phrases.listed([duty(each) for each in seat.holders])
    return f"nobody{_since(seat.gap.since, zone=zone, now=seat.at)}"


def until(seat: Seat, *, zone: str) -> str:
    """Until when it stays so."""
    if seat.until is None or seat.until >= seat.roster.end:
        return "further notice"
    return phrases.moment(seat.until, zone, now=seat.at)


def following(seat: Seat, *, zone: str) -> str:
    """Who comes next; when, if that is not when this ends."""
    if seat.next is None or seat.next.start is None:
        return "nobody known"
    if seat.next.start == seat.until:
        return duty(seat.next)
    return f"{duty(seat.next)} from {phrases.moment(seat.next.start, zone, now=seat.at)}"


def headline(subject: str, seats: Sequence[Seat], *, zone: str, moment: str | None) -> str:
    """Each side's first role in one sentence.

    Args:
        subject: The service.
        seats: Its roles.
        zone: Where the reader reads times.
        moment: The instant that was asked for, in words; None for the present.
    """
    first: dict[Side, Seat] = {}
    for seat in seats:
        first.setdefault(seat.role.side, seat)
    lead = f"{subject}, {moment}" if moment else subject
    parts = [_part(seat, zone=zone, leads=not index) for index, seat in enumerate(first.values())]
    return f"{lead}: {', '.join(parts)}"


def _part(seat: Seat, *, zone: str, leads: bool) -> str:
    """``Olivia Duarte is on call for SRE``; after another, ``Bob Castellano for product``."""
    side = SIDES[seat.role.side]
    verb = f" {'are' if len(seat.holders) > 1 else 'is'} on call" if leads else ""
    if seat.gap is not None:
        return f"nobody{verb} for {side}{_since(seat.gap.since, zone=zone, now=seat.at)}"
    return f"{phrases.listed([_briefly(each) for each in seat.holders])}{verb} for {side}"


def _briefly(each: Duty) -> str:
    return each.who.name if each.covering_for is None else f"{each.who.name} (covering)"


def _since(start: datetime | None, *, zone: str, now: datetime) -> str:
    return f" since {phrases.moment(start, zone, now=now)}" if start else ""


def named(contact: Contact) -> str:
    """For machines: a key of app.yaml, else the plain name."""
    return contact.person or contact.name
