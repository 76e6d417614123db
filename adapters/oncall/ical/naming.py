"""Who an event is about: its attendees, else what its title says.

Titles as the producers write them: PagerDuty ``On Call - NAME - SCHEDULE``, Grafana
``Rotation L1: user@domain``, GoAlert ``NAME On-Call (GoAlert: SCHEDULE)``, LinkedIn's oncall
``team primary shift: NAME``, Rapport ``SERVICE · ROLE: NAME covering for NAME``; and what people
write themselves: ``NAME``, ``[L1] @name``, ``[Primary] NAME on call``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.oncall.ical.fields import each, text
from bot.model.oncall import Contact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.oncall.ical.fields import Fields

_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_SCHEME = re.compile(r"mailto:\s*", re.IGNORECASE)
_NOBODY = frozenset({"ROOM", "RESOURCE"})
_LEVEL = re.compile(r"\[[^\]]*\]\s*")
_COVERING = " covering for "
_TITLES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<name>.*?)\s*on-call \(.+\)(?: begins\*)?",
        r"on[- ]?call\s+[-–]\s+(?P<name>.+?)(?:\s+[-–]\s+.*)?",
        r".*:\s+(?P<name>[^:]+)",
        r"(?P<name>.*?)[\s,(–-]*\bon[- ]?call\)?",
    )
)
"""The first that fits the whole title tells the name; what fits none is a name."""


@dataclass(frozen=True, slots=True)
class Named:
    """Whom an event names.

    Attributes:
        people: Who is on call, all of them at once.
        covering_for: Whom they stand in for, if the title says so.
    """

    people: tuple[Contact, ...]
    covering_for: Contact | None = None


def named(event: Fields) -> Named:
    """Whom an event names; nobody, if it names nobody."""
    titled = _titled(text(event, "SUMMARY"))
    invited = [
        contact
        for value in each(event, "ATTENDEE")
        if (contact := _invited(str(value), getattr(value, "params", {})))
    ]
    if not invited:
        return titled
    if len(invited) == 1 and len(titled.people) == 1 and invited[0].name == invited[0].email:
        # PagerDuty invites a bare address and says the name in the title.
        return Named((Contact(titled.people[0].name, invited[0].email),), titled.covering_for)
    return Named(tuple(dict.fromkeys(invited)), titled.covering_for)


def _invited(address: str, params: Mapping[str, object]) -> Contact | None:
    status, kind = (str(params.get(name, "")).upper() for name in ("PARTSTAT", "CUTYPE"))
    if status == "DECLINED" or kind in _NOBODY:
        return None
    email = _SCHEME.sub("", address.strip(), count=1).strip().strip("<>")
    name = " ".join(str(params.get("CN", "")).split()).strip("\"' ")
    if not _EMAIL.fullmatch(email):
        return _contact(name) if name else None
    return Contact(email if not name or _EMAIL.fullmatch(name) else name, email)


def _titled(title: str) -> Named:
    name, _, absent = _name_in(_without_level(title)).partition(_COVERING)
    words = name.split()
    if len(words) > 1 and all(word.startswith("@") for word in words):
        return Named(tuple(_contact(word) for word in words))
    if not name.strip("@ "):
        return Named(())
    return Named((_contact(name),), _contact(absent) if absent.strip() else None)


def _without_level(title: str) -> str:
    level = _LEVEL.match(title)
    return title[level.end() :] if level else title


def _name_in(title: str) -> str:
    for shape in _TITLES:
        if found := shape.fullmatch(title):
            return found["name"].strip()
    return title.strip()


def _contact(name: str) -> Contact:
    name = name.strip()
    if _EMAIL.fullmatch(name):
        return Contact(name, name)
    return Contact(name.removeprefix("@"))
