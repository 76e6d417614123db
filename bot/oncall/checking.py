"""``rapport check`` of who is on call: what a source tells, and whom app.yaml does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.oncall.matching import Matcher
from bot.phrases import listed

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.oncall import Contact
    from bot.model.organisation import Organisation
    from bot.ports.oncall import Found, OnCallSource

MOST = 10
"""Names of unknown people in one sentence."""


async def check_source(
    source: OnCallSource, key: str, *, kind: str, organisation: Organisation, now: datetime
) -> tuple[str, ...]:
    """Reach a source for every rotation that asks it.

    Args:
        source: Which one.
        key: Its key in app.yaml.
        kind: Its kind, under which people have ids.
        organisation: Whose rotations, and whose people.
        now: The present instant.

    Raises:
        SourceUnavailable: It cannot be reached; the message names the next step.
    """
    rotations = [each for each in organisation.rotations.values() if each.source == key]
    matcher = Matcher(organisation)
    said: list[str] = []
    for found in await source.check(rotations, now=now):
        said.append(found.said)
        said.extend(_unknown(found, matcher, kind))
    return tuple(said)


def _unknown(found: Found, matcher: Matcher, kind: str) -> list[str]:
    """A sentence that names whom app.yaml does not know, and how it could."""
    strangers = [each for each in found.contacts if not matcher.known(each, kind=kind).person]
    names = list(dict.fromkeys(_named(each, kind) for each in strangers))
    if not names:
        return []
    shown = names[:MOST] + ([f"{len(names) - MOST} more"] if len(names) > MOST else [])
    called = f"app.yaml does not know {listed(shown)}, who are called by their plain names."
    return [f"{called} Give people that email, or that id under `ids: {{{kind}: …}}`."]


def _named(contact: Contact, kind: str) -> str:
    about = [each for each in (contact.email, contact.id and f"{kind} {contact.id}") if each]
    return f"{contact.name} ({', '.join(about)})" if about else contact.name
