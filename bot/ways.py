"""Whole texts for a command, with what it can make of words that were not quite understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.closest import GOOD_ENOUGH
from bot.cut import cut, leading
from bot.either_order import is_named
from bot.grammar import without_fillers
from bot.moments import moment_called
from bot.names_meant import SURE, in_any_order, names_meant, without_a_service
from bot.numerals import number_called
from bot.saying import led_to
from bot.services import services_meant
from bot.spans import span_called, trailing
from bot.verbs import choices, verbs_meant
from bot.word import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.command import Command
    from bot.context import Context
    from bot.word import Word


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
    turns, expected = list(parts.turn), list(command.turns)
    for word in [each for each in expected if each.kind is Kind.SPAN]:
        expected.remove(word)
        if said := trailing(turns):
            ends.append(said)
            del turns[-len(said.split()) :]
    since: datetime | None = None
    led: dict[str, str] = {}
    for word in command.words:
        said = parts.said(word) or ""
        meant = _led(word, said, context, since=since) if word.after and said else None
        if meant:
            led[word.name] = meant
            if word.kind is Kind.TIME:
                since = _moment(word, said, context, since=None)
        elif word.after and word.required:
            return
    ends += led_to(command, led)
    names = command.told_apart
    others = [word for word in expected if word not in names]
    for heads, rest in in_any_order(names, others, turns, context):
        for tail in _in_turn(others, rest, context):
            yield " ".join(filter(None, (*heads, tail, *ends)))


def _led(word: Word, said: str, context: Context, *, since: datetime | None) -> str | None:
    """What a small word may lead to, out of what was said behind it; None if that is nothing."""
    match word.kind:
        case Kind.SERVICE | Kind.DECISION | Kind.PERSON:
            return next(iter(names_meant(word, said.split(), context)), None)
        case Kind.NUMBER:
            return said if number_called(said) is not None else None
        case Kind.TIME:
            return said if _moment(word, said, context, since=since) else None
        case Kind.SPAN:
            return said if span_called(said) else None
        case Kind.WORDS | Kind.TEXT | Kind.VERB:
            return said
        case _:
            assert_never(word.kind)


def _moment(word: Word, said: str, context: Context, *, since: datetime | None) -> datetime | None:
    zone = context.zone_for(context.engagement)
    at = moment_called(said, now=context.now, zone=zone, since=since, ahead=word.ahead)
    return at if at and (since is None or at > since) else None


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
            meant = names_meant(word, words, context, good_enough=good_enough)
            heads = meant or without_a_service(word, context)
            yield from _before(heads, others, (), context)
        case Kind.PERSON | Kind.DECISION:
            every = 1 if others else len(words)
            many = leading(words, lambda name: is_named(word, name, context)) or every
            heads = names_meant(word, words[:many], context) if words else ()
            yield from _before(heads or ("",) * (not word.required), others, words[many:], context)
        case Kind.VERB:
            yield from _inner(word, words, context, with_words=bool(others))
        case Kind.TIME:
            said = " ".join(words)
            at = _moment(word, said, context, since=None)
            heads = (said,) if at else ("",) * (not word.required)
            yield from _before(heads, others, (), context)
        case Kind.NUMBER:
            begins = words and number_called(words[0]) is not None
            heads = (words[0],) if begins else ("",) * (not word.required)
            yield from _before(heads, others, words[1:] if begins else words, context)
        case Kind.WORDS | Kind.TEXT | Kind.SPAN:
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
        tails = tuple(_tails(command, rest, context)) if with_words else ()
        yield from (f"{command.typed} {tail}".rstrip() for tail in tails or ("",))
