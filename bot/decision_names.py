"""Which kinds of decision people name: one of them, or several in a word."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.closest import GOOD_ENOUGH
from bot.errors import NotFound, Usage
from bot.grammar import did_you_mean, fold, quoted
from bot.model.catalogue import GROUPS
from bot.model.decision_kind import Asked
from bot.offers import offers
from bot.sought import AROUND_NAMES, SMALL, named_among, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.context import Context
    from bot.model.decision_kind import DecisionKind
    from bot.model.organisation import Engagement, Organisation
    from bot.word import Word

_SAID_AROUND = SMALL | {"decision", "decisions", "right", "rights"}
_LONGEST = 100
"""No name has more letters."""
_GROUPS = {fold(name): group for group in GROUPS for name in (group.name, *group.aliases)}


def find_decision(
    said: str, word: Word, *, context: Context, instead: Callable[[str], str]
) -> Asked | None:
    """The kinds of that name; None if what was said names nothing: ``the decision``.

    Raises:
        NotFound: There are none; the closest are offered.
        Usage: It covers several, where one is needed; these are offered.
    """
    if not _bare(said):
        return None
    organisation = context.organisation
    asked = decision_called(said, organisation)
    if asked and len(asked.kinds) > 1 and not word.many:
        asked = decision_called(said, organisation, many=False) or asked
    if asked is None:
        near = decisions_meant(said.split(), organisation, many=word.many)
        known = near or kinds_here(context.engagement, organisation)
        buttons = offers(instead(name) for name in known)
        raise NotFound(
            f"I don't know a decision called {quoted(said)}.",
            next_step=(did_you_mean(buttons) if near else None) or "Among those that I know:",
            buttons=buttons,
        )
    if len(asked.kinds) > 1 and not word.many:
        raise Usage(
            f"{quoted(said)} covers several decisions.",
            next_step="Which one is meant?",
            buttons=offers(instead(kind.key) for kind in asked.kinds),
        )
    return asked


def decision_called(said: str, organisation: Organisation, *, many: bool = True) -> Asked | None:
    """What is called exactly so; words around it such as ``the … decision for`` never matter.

    Args:
        said: The name.
        organisation: Whose kinds are known.
        many: Whether it may be a word that covers several. A kind of that name goes before.
    """
    if len(said) > _LONGEST:
        return None
    known = organisation.kinds
    keys = _folded(tuple(known.values()))
    for name in _ways_to_say(said):
        if key := keys.get(name):
            return Asked(key, (known[key],))
        if many and (group := _GROUPS.get(name)):
            return Asked(group.name, tuple(known[each] for each in group.kinds))
    return None


def decision_spellings(organisation: Organisation, *, many: bool = True) -> Mapping[str, str]:
    """The ways to write the names of kinds and groups, each with what says it again."""
    kinds = {
        spelling: key
        for key, kind in organisation.kinds.items()
        for spelling in (key, kind.name, *kind.aliases)
    }
    groups = {
        spelling: group.name for group in GROUPS * many for spelling in (group.name, *group.aliases)
    }
    return groups | kinds


def decisions_meant(
    words: Sequence[str],
    organisation: Organisation,
    *,
    many: bool = True,
    good_enough: int = GOOD_ENOUGH,
) -> tuple[str, ...]:
    """What is named among these words, else what is spelled alike; by what says it again."""
    said = [each for each in words if each.casefold() not in _SAID_AROUND]
    spellings = decision_spellings(organisation, many=many)
    return named_among(said, spellings, good_enough=good_enough)


def kinds_here(
    engagement: Engagement | None, organisation: Organisation
) -> Mapping[str, DecisionKind]:
    """The kinds that are known in a place: its engagement's, else everybody's."""
    return engagement.decisions.kinds if engagement else organisation.kinds


@lru_cache(maxsize=16)
def _folded(kinds: tuple[DecisionKind, ...]) -> Mapping[str, str]:
    """The names of kinds as they are compared; keys go before names, these before the others."""
    names = [(kind.key, kind.key) for kind in kinds]
    names += [(kind.name, kind.key) for kind in kinds]
    names += [(alias, kind.key) for kind in kinds for alias in kind.aliases]
    found: dict[str, str] = {}
    for name, key in (*names, *((" ".join(_bare(name)), key) for name, key in names)):
        found.setdefault(fold(name), key)
    return found


def _ways_to_say(said: str) -> Iterator[str]:
    """As it was said, without small words around it, and with nothing but the name itself."""
    name = said.strip(AROUND_NAMES)
    if bare := _bare(name):
        yield fold(name)
        yield fold(" ".join(trimmed(name.split())))
        yield fold(" ".join(bare))


def _bare(name: str) -> list[str]:
    return [each for each in name.split() if each.casefold() not in _SAID_AROUND]
