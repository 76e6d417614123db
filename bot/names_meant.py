"""Which names may be meant by words that were not quite understood."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from bot.addressing import people_like
from bot.closest import GOOD_ENOUGH
from bot.decision_names import decision_called, decisions_meant
from bot.either_order import LONGEST, closest_to, is_named, likeness_to, take_names
from bot.grammar import without_fillers
from bot.people import somebody_called
from bot.services import nearby, services_meant
from bot.sought import trimmed
from bot.word import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.context import Context
    from bot.word import Word

SURE = 75
"""Similarity, of 100, from which any word of a sentence is taken for a misspelt name."""


def names_meant(
    word: Word, words: Sequence[str], context: Context, *, good_enough: int = GOOD_ENOUGH
) -> tuple[str, ...]:
    """What an argument may be named by among these words: the name itself, else those like it."""
    said, organisation = " ".join(words), context.organisation
    match word.kind:
        case Kind.SERVICE:
            return services_meant(words, context, good_enough=good_enough)
        case Kind.DECISION:
            if asked := decision_called(said, organisation, many=word.many):
                return (asked.name,)
            return decisions_meant(words, organisation, many=word.many, good_enough=good_enough)
        case _:
            if somebody_called(said, context):
                return (said,)
            near = people_like(said.removeprefix("@"), organisation)
            return tuple(f"@{key}" for key in near)


def is_like(word: Word, said: str, context: Context) -> bool:
    """Whether a name may be meant by these words, and nothing else by any of them."""
    if word.kind is Kind.PERSON or len(said.split()) > 1:
        return word.kind is Kind.PERSON
    if word.kind is Kind.SERVICE:
        return bool(services_meant([said], context))
    known = context.organisation
    return bool(decision_called(said, known) or decisions_meant([said], known, many=word.many))


def shared_out(
    said: Sequence[str], words: Sequence[Word], context: Context
) -> Mapping[str, Sequence[str]]:
    """Misspelt names, by the arguments that they are most like: ``frezee for iot-hbu``.

    Where the words begin or end with what is like a name, the others are for another argument.
    """
    closest = closest_to(" ".join(said), words, context)
    several = len(words) > 1 and likeness_to(" ".join(said), closest, context) < SURE
    likely = (
        (len(name), word, part, rest)
        for part, rest in (_ends(said) if several else ())
        for name in (" ".join(trimmed(part)),)
        for word in words
        if likeness_to(name, word, context) >= SURE
    )
    _, word, part, rest = max(likely, key=lambda each: each[0], default=(0, closest, said, ()))
    if not any(without_fillers(rest)):
        return {word.name: part}
    others = [each for each in words if each is not word]
    return {word.name: part, **shared_out(rest, others, context)}


def _ends(said: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """That with which some words begin or end, if not all of them; and what is left then."""
    for many in range(1, min(LONGEST + 1, len(said))):
        yield said[:many], said[many:]
        yield said[-many:], said[:-many]


def in_any_order(
    names: Sequence[Word], others: Sequence[Word], words: Sequence[str], context: Context
) -> Iterator[tuple[tuple[str, ...], Sequence[str]]]:
    """What may stand for arguments that are told apart, with the words that are left for others.

    Args:
        names: Those arguments; if there are none, all words are left.
        others: What else takes its turn.
        words: What was said.
        context: Where and by whom.
    """
    left = list(words)
    found: dict[str, Sequence[str]] = {}
    for last in (False, True)[: 1 if others else 2]:
        unsaid = [word for word in names if word.name not in found]
        taken = take_names(
            unsaid, left, lambda word, said: is_named(word, said, context), last=last
        )
        found |= {word.name: names_meant(word, said.split(), context) for word, said in taken}
    unsaid = [word for word in names if word.name not in found]
    if unsaid and not others:
        found |= _alike(unsaid, list(without_fillers(left)), context)
    heads = [found.get(word.name) or _unsaid(word, context) for word in names]
    yield from ((each, left if others else ()) for each in product(*heads))


def _alike(
    unsaid: Sequence[Word], words: Sequence[str], context: Context
) -> dict[str, Sequence[str]]:
    """Names that are spelled like these words; of a word alone, only what it is most like."""
    if len(words) != 1:
        named = [word for word in unsaid if word.kind is not Kind.PERSON]
        return {word.name: names_meant(word, words, context, good_enough=SURE) for word in named}
    word = closest_to(words[0], unsaid, context)
    return {word.name: names_meant(word, words, context)}


def _unsaid(word: Word, context: Context) -> tuple[str, ...]:
    if word.kind is Kind.SERVICE:
        return without_a_service(word, context)
    return () if word.required else ("",)


def without_a_service(word: Word, context: Context) -> tuple[str, ...]:
    """A service may be left out where one is understood; elsewhere one is named."""
    understood = context.engagement or context.own_services
    return ("",) if understood and not word.required else nearby(context)
