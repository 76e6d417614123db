"""Whom a platform's mentions mean: in the text, people's keys take the place of its own words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.addressing import people_called
from bot.grammar import normalise
from bot.request import Actor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.directory import Directory
    from bot.model.organisation import Organisation, Person
    from bot.request import Request

SOMEBODY = "@somebody"
"""Stands for somebody whom we do not know, or of whom a platform tells no name."""
_MOST = 5
"""No command is about more people; each may have to be looked up."""


async def with_people(
    request: Request, directory: Directory, organisation: Organisation
) -> tuple[Request, Mapping[str, Person | None]]:
    """The request with ``@key`` for everybody mentioned whom app.yaml names.

    Of anybody else the platform's word stays, unless somebody of app.yaml is called so: that would
    be another person.

    Returns:
        The request, and who is meant by each of these words; None by those of people unknown.

    Raises:
        SourceUnavailable: A platform does not tell just now who somebody is.
    """
    stand_ins: dict[str, str] = {}
    mentioned: dict[str, Person | None] = {}
    for word, user in request.mentioned.items():
        if word not in request.text:
            continue  # it was said to others
        person = await _person(user, request, directory) if len(mentioned) < _MOST else None
        name = word
        if person is not None:
            name = f"@{person.key}"
        elif people_called(word.removeprefix("@"), organisation):
            name = SOMEBODY
        stand_ins[word] = name
        mentioned[normalise(name)] = person
    if not stand_ins:
        return request, mentioned
    return replace(request, text=_put(stand_ins, request.text)), mentioned


async def _person(user: str, request: Request, directory: Directory) -> Person | None:
    actor = request.actor
    reader = await directory.reader(Actor(actor.platform, actor.workspace, user))
    return reader.person


def _put(stand_ins: Mapping[str, str], text: str) -> str:
    """Every stand-in that stands alone, exchanged; the longest first, for one may begin another."""
    words = "|".join(re.escape(word) for word in sorted(stand_ins, key=len, reverse=True))
    return re.sub(rf"(?:{words})(?![\w-]|\.\w)", lambda found: stand_ins[found[0]], text)
