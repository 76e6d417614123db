"""Which services somebody means, by name or without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.closest import GOOD_ENOUGH
from bot.grammar import fold
from bot.sought import AROUND_NAMES, named_among

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.context import Context
    from bot.model.organisation import Organisation, Service

_SERVICES = 3
"""How many to offer where none was named."""


def services_meant(
    words: Sequence[str], context: Context, *, good_enough: int = GOOD_ENOUGH
) -> tuple[str, ...]:
    """The service that is named among these words, else those that are spelled alike; by key."""
    spellings = service_spellings(context.organisation)
    return named_among(words, spellings, good_enough=good_enough)


def service_spellings(organisation: Organisation) -> Mapping[str, str]:
    """The ways to write the services' names, each with the key of its service."""
    return {
        spelling: service.key
        for service in organisation.services.values()
        for spelling in (service.key, service.name, *service.aliases)
    }


def service_called(name: str, organisation: Organisation) -> Service | None:
    """The service of exactly this key, name or alias; case, spaces and hyphens never matter."""
    wanted = fold(name.strip(AROUND_NAMES))
    for service in organisation.services.values():
        if wanted in {fold(each) for each in (service.key, service.name, *service.aliases)}:
            return service
    return None


def nearby(context: Context) -> tuple[str, ...]:
    """A few services that the asker may mean: this place's, else their own, else any."""
    here = context.engagement.services if context.engagement else ()
    own = (service.key for service in context.own_services)
    return tuple(dict.fromkeys((*here, *own, *context.organisation.services)))[:_SERVICES]
