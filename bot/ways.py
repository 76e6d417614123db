"""Whole texts for a command, with what it can make of words that were not quite understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.addressing import people_like
from bot.closest import GOOD_ENOUGH
from bot.command import Command, Kind
from bot.cut import cut, leading
from bot.grammar import without_fillers
from bot.moments import moment_called
from bot.people import somebody_called
from bot.services import nearby, services_meant
from bot.spans import span_called, trailing
from bot.verbs import choices, verbs_meant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.command import Word
    from bot.context import Context

SURE = 75
"""Similarity, of 100, from which any word of a sentence is taken for a misspelt service."""


def ways(command: Command, words: Sequence[str], context: Context) -> tuple[str, ...]:
    """Whole texts for a command, with what it can make of these words; the rest is left out.

    If the words do not tell what the command needs to know, a form asks for it.
    """
    tails = dict.fromkeys(_tails(command, words, context))
    texts = tuple(f"{command.typed} {tail}".rstrip() for tail in tails)
    if texts or not command.listed:
        return texts
    return (f"form {command.typed}",)


def _tails(command: Command, words: Sequence[str], context: Context) -> Iterator[str]:
    """What may stand after a verb. Words that follow a verb are that verb's own."""
    parts = cut(command, words)
    ends: list[str] = []
    turns = list(parts.turn)
    expected = [word for word in command.words if not word.after]
    for word in [each for each in expected if each.kind is Kind.SPAN]:
        expected.remove(word)
        if said := trailing(turns):
            ends.append(said)
            del turns[-len(said.split()) :]
    since: datetime | None = None
    for word in command.words:
        said = parts.said(word) or ""
        meant = _led(word, said, context, since=since) if word.after and said else None
        if meant:
            ends.append(f"{word.after[0]} {meant}")
            since = _moment(said, context, since=None) if word.kind is Kind.TIME else since
        elif word.after and word.required:
            return
    for tail in _in_turn(expected, turns, context):
        yield " ".join((tail, *ends)).strip()


def _led(word: Word, said: str, context: Context, *, since: datetime | None) -> str | None:
    """What a small word may lead to, out of what was said behind it; None if that is nothing."""
    match word.kind:
        case Kind.SERVICE:
            return next(iter(services_meant(said.split(), context)), None)
        case Kind.PERSON:
            return next(iter(_people(said, context)), None)
        case Kind.TIME:
            return said if _moment(said, context, since=since) else None
        case Kind.SPAN:
            return said if span_called(said) else None
        case Kind.WORDS | Kind.VERB:
            return said
        case _:
            assert_never(word.kind)


def _moment(said: str, context: Context, *, since: datetime | None) -> datetime | None:
    zone = context.zone_for(context.engagement)
    at = moment_called(said, now=context.now, zone=zone, since=since)
    return at if at and (since is None or at > since) else None


def _people(said: str, context: Context) -> tuple[str, ...]:
    """Whoever is called so, else people who are called nearly so."""
    if somebody_called(said, context):
        return (said,)
    near = people_like(said.removeprefix("@"), context.organisation)
    return tuple(f"@{key}" for key in near)


def _in_turn(expected: Sequence[Word], words: Sequence[str], context: Context) -> Iterator[str]:
    """What may stand where its turn is."""
    if not expected:
        yield ""
        return
    word, *others = expected
    match word.kind:
        case Kind.SERVICE:
            alone = len(tuple(without_fillers(words))) == 1
            good_enough = GOOD_ENOUGH if alone else SURE
            meant = services_meant(words, context, good_enough=good_enough)
            heads = meant or _without_a_service(word, context)
            yield from _before(heads, others, (), context)
        case Kind.PERSON:
            many = leading(words, lambda name: somebody_called(name, context)) or 1
            heads = _people(" ".join(words[:many]), context) if words else ()
            yield from _before(heads or ("",) * (not word.required), others, words[many:], context)
        case Kind.VERB:
            yield from _inner(word, words, context, with_words=bool(others))
        case Kind.TIME:
            said = " ".join(words)
            heads = (said,) if _moment(said, context, since=None) else ("",) * (not word.required)
            yield from _before(heads, others, (), context)
        case Kind.WORDS | Kind.SPAN:
            if words or not word.required:
                yield " ".join(words)
        case _:
            assert_never(word.kind)


def _before(
    heads: Sequence[str], others: Sequence[Word], rest: Sequence[str], context: Context
) -> Iterator[str]:
    """Each of these, and after it what may stand in the other turns."""
    for head in heads:
        for tail in _in_turn(others, rest, context):
            yield f"{head} {tail}".strip()


def _inner(
    word: Word, words: Sequence[str], context: Context, *, with_words: bool
) -> Iterator[str]:
    verbs = list(verbs_meant(words, word.among, context))
    if not verbs and not word.required:
        yield ""
    elif not verbs:
        known = choices(word, context)
        if len(known) == 1 or services_meant(words, context, good_enough=SURE):
            verbs = [(each, words) for each in known]
    for command, rest in verbs:
        tails = _tails(command, rest, context) if with_words else ("",)
        yield from (f"{command.typed} {tail}".rstrip() for tail in tails)


def _without_a_service(word: Word, context: Context) -> tuple[str, ...]:
    """A service may be left out where one is understood; elsewhere one is named."""
    understood = context.engagement or context.own_services
    return ("",) if understood and not word.required else nearby(context)
