"""Which services somebody means, by name or without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.closest import GOOD_ENOUGH, misspelt
from bot.grammar import fold, without_fillers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.context import Context
    from bot.model.organisation import Service

_LOOKED_AT = 16
"""Words of a text; a name stands before, and longer texts would only take time."""
_WORDS_OF_A_NAME = 3
"""Words in the longest name that is looked for in a sentence."""
_SERVICES = 3
"""How many to offer where none was named."""
_AROUND_NAMES = "#\"'`,:"


def services_meant(
    words: Sequence[str], context: Context, *, good_enough: int = GOOD_ENOUGH
) -> tuple[str, ...]:
    """The service that is named among these words, else those that are spelled alike; by key."""
    kept = list(without_fillers(words))[:_LOOKED_AT]
    spans = [
        " ".join(kept[start : start + length])
        for length in range(_WORDS_OF_A_NAME, 0, -1)
        for start in range(len(kept) - length + 1)
    ]
    spellings = {
        spelling: service.key
        for service in context.organisation.services.values()
        for spelling in (service.key, service.name, *service.aliases)
    }
    folded = {fold(spelling): key for spelling, key in spellings.items()}
    exact = (folded.get(fold(span.strip(_AROUND_NAMES))) for span in spans)
    if key := next(filter(None, exact), None):
        return (key,)
    alike = (misspelt(span, spellings, good_enough=good_enough) for span in spans)
    return next(filter(None, alike), ())


def service_called(name: str, context: Context) -> Service | None:
    """The service of exactly this key, name or alias; case, spaces and hyphens never matter."""
    wanted = fold(name.strip(_AROUND_NAMES))
    for service in context.organisation.services.values():
        if wanted in {fold(each) for each in (service.key, service.name, *service.aliases)}:
            return service
    return None


def nearby(context: Context) -> tuple[str, ...]:
    """A few services that the asker may mean: this place's, else their own, else any."""
    here = context.engagement.services if context.engagement else ()
    own = (service.key for service in context.own_services)
    return tuple(dict.fromkeys((*here, *own, *context.organisation.services)))[:_SERVICES]
