"""Names in any order: which argument is meant by the words whose turn it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.closest import likeness, misspelt
from bot.decision_names import decision_called, decision_spellings
from bot.grammar import without_fillers
from bot.people import names_somebody
from bot.services import service_called, service_spellings
from bot.word import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.context import Context
    from bot.model.organisation import Organisation
    from bot.word import Word

LONGEST = 8
"""Words in the longest name, with small words around it: ``the launch decision for``."""
_AT_ALL = 50
"""Similarity, of 100, below which words are like nothing."""


def take_names(
    turns: Iterable[Word],
    words: list[str],
    is_named: Callable[[Word, str], bool],
    *,
    last: bool = False,
) -> Iterator[tuple[Word, str]]:
    """Take off the names with which words begin, each with the argument whose name it is.

    Args:
        turns: The arguments that are still to be said, in the order in which they are declared.
        words: What was said; what is no name is left.
        is_named: Whether some words are a name of an argument.
        last: Whether to take off those with which the words end instead.
    """
    unsaid = list(turns)
    while found := _longest(unsaid, words, is_named, last=last):
        word, at = found
        said = " ".join(words[at])
        del words[at]
        unsaid.remove(word)
        yield word, said


def _longest(
    unsaid: Sequence[Word],
    words: Sequence[str],
    is_named: Callable[[Word, str], bool],
    *,
    last: bool,
) -> tuple[Word, slice] | None:
    for many in range(min(LONGEST, len(words)), 0, -1):
        at = slice(len(words) - many, None) if last else slice(many)
        said = " ".join(words[at])
        for word in unsaid:
            if is_named(word, said):
                return word, at
    return None


def is_named(word: Word, said: str, context: Context) -> bool:
    """Whether some words are a name of what an argument names, whatever it is."""
    mentioned = word.kind is Kind.PERSON and said in context.mentioned
    return mentioned or is_name(word, said, context.organisation)


def is_name(word: Word, said: str, organisation: Organisation) -> bool:
    """The same, where nobody is mentioned. What stands in quotes may be prose, and is none."""
    if '"' in said:
        return False
    match word.kind:
        case Kind.SERVICE:
            name = " ".join(without_fillers(said.split()))
            return bool(name and service_called(name, organisation))
        case Kind.DECISION:
            return decision_called(said, organisation) is not None
        case Kind.PERSON:
            return names_somebody(said, organisation)
        case _:
            return False


def closest_to(said: str, words: Sequence[Word], context: Context) -> Word:
    """The argument with a name that is most like what was said; if nothing is, a decision."""
    likeness_of = {word.name: likeness_to(said, word, context) for word in words}
    decisions = (word for word in words if word.kind is Kind.DECISION)
    if max(likeness_of.values()) < _AT_ALL and (decision := next(decisions, None)):
        return decision
    return max(words, key=lambda word: likeness_of[word.name])


def likeness_to(said: str, word: Word, context: Context) -> float:
    """How like the closest name of an argument it is, of 100."""
    organisation = context.organisation
    match word.kind:
        case Kind.SERVICE:
            return likeness(said, service_spellings(organisation))
        case Kind.DECISION:
            return likeness(said, decision_spellings(organisation))
        case _:
            if said.startswith("@") or said in context.mentioned:
                return 100
            people = organisation.people.values()
            names = {name: name for each in people for name in (each.key, each.name)}
            return likeness(said, misspelt(said, names))
