"""What may come next after a verb: names, times, and the small words that lead to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.cut import at_hand, cut, whole
from bot.decision_names import kinds_here
from bot.either_order import is_name, take_names
from bot.grammar import fold, without_fillers
from bot.model.catalogue import GROUPS
from bot.moments import EXAMPLES
from bot.suggestion import Suggestion
from bot.word import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.command import Command
    from bot.model.organisation import Engagement, Organisation
    from bot.word import Word

_SPANS = ("1w", "2w", "4w")


@dataclass(frozen=True, slots=True)
class Names:
    """What can be named, and the engagement of the place, whose names come first."""

    organisation: Organisation
    here: Engagement | None


def words_after(
    command: Command, words: Sequence[str], names: Names, *, before: str, ended: bool
) -> Iterator[Suggestion]:
    """Suggestions after a verb that takes no other verb.

    Args:
        command: The command.
        words: What was typed after its verb.
        names: What can be named.
        before: The text up to those words.
        ended: Whether the last of them is whole.
    """
    words = whole(command, words)
    (word, said), led = at_hand(command, words), cut(command, words).led
    unsaid = [each for each in command.words if each.after and each.name not in led]
    if word is None:
        yield from _in_turn(command, said, names, before, ended=ended, more=bool(unsaid))
    elif not (said and ended):
        until = " ".join((*words[: len(words) - len(said)], ""))
        yield from _values(word, " ".join(said), names, f"{before}{until}", more=bool(unsaid))
    if ended or len(said) > 1 or (word is None and said):
        inside = word is not None and word.kind is Kind.TEXT
        yield from _leads(unsaid, words, before, ended=ended, mark="=" if inside else "")


def _in_turn(
    command: Command,
    said: Sequence[str],
    names: Names,
    before: str,
    *,
    ended: bool,
    more: bool,
) -> Iterator[Suggestion]:
    """Names may have several words, so all that was typed is looked for; a span comes last."""
    turns, left = _still_unsaid(command, said, names, ended=ended)
    if not turns:
        return
    begin = "".join(f"{each} " for each in said[: len(said) - len(left)])
    apart = [word for word in turns if word in command.told_apart]
    for word in apart or turns[:1]:
        more_turns = more or len(turns) > 1
        yield from _values(word, " ".join(left), names, f"{before}{begin}", more=more_turns)
    if turns[-1].kind is Kind.SPAN and said:
        *whole, begun = (*said, "") if ended else said
        until = " ".join((*whole, ""))
        yield from _values(turns[-1], begun, names, f"{before}{until}".rstrip() + " ", more=more)


def _still_unsaid(
    command: Command, said: Sequence[str], names: Names, *, ended: bool
) -> tuple[Sequence[Word], Sequence[str]]:
    """What takes its turn and was not named yet, in any order; and the words that name nothing."""
    left = list(said)
    begun = [] if ended else left[-1:]
    del left[len(left) - len(begun) :]
    found = take_names(
        command.told_apart, left, lambda word, said: is_name(word, said, names.organisation)
    )
    named = {word.name for word, _said in found}
    return [word for word in command.turns if word.name not in named], [*left, *begun]


def _leads(
    unsaid: Sequence[Word], words: Sequence[str], before: str, *, ended: bool, mark: str
) -> Iterator[Suggestion]:
    """The small words that may come next; inside prose, a mark tells them from its own."""
    *whole, begun = words if words and not ended else (*words, "")
    for word in unsaid:
        small = word.after[0]
        if small.startswith(begun.casefold()):
            yield Suggestion(
                f"{before}{' '.join((*whole, small))}{mark}", word.usage, word.help, more=True
            )


def _values(
    word: Word, said: str, names: Names, before: str, *, more: bool
) -> Iterator[Suggestion]:
    match word.kind:
        case Kind.SERVICE:
            yield from _services(said, word, names, before, more=more)
        case Kind.PERSON:
            yield from _people(said, names, before, more=more)
        case Kind.TIME | Kind.SPAN:
            for each in EXAMPLES if word.kind is Kind.TIME else _SPANS:
                if each.startswith(said.casefold()):
                    yield Suggestion(f"{before}{each}", each, word.help, more=more)
        case Kind.DECISION:
            yield from _decisions(said, word, names, before, more=more)
        case Kind.WORDS | Kind.TEXT | Kind.NUMBER | Kind.VERB:
            return
        case _:
            assert_never(word.kind)


def _services(
    said: str, word: Word, names: Names, before: str, *, more: bool
) -> Iterator[Suggestion]:
    start, services = fold(" ".join(without_fillers(said.split()))), names.organisation.services
    own = names.here.services if names.here else ()
    for key in dict.fromkeys((*own, *services)):
        service = services[key]
        spellings = (key, service.name, *service.aliases)
        if any(fold(spelling).startswith(start) for spelling in spellings):
            known_as = service.name if service.name != key else word.help
            yield Suggestion(f"{before}{key}", key, known_as, more=more)


def _decisions(
    said: str, word: Word, names: Names, before: str, *, more: bool
) -> Iterator[Suggestion]:
    """Kinds that begin like this; then the words that cover several, where these may be said."""
    start = fold(" ".join(without_fillers(said.split())))
    for kind in kinds_here(names.here, names.organisation).values():
        spellings = (kind.key, kind.name, *kind.aliases)
        if any(fold(spelling).startswith(start) for spelling in spellings):
            yield Suggestion(f"{before}{kind.key}", kind.key, kind.name, more=more)
    for group in GROUPS * word.many:
        if any(fold(spelling).startswith(start) for spelling in (group.name, *group.aliases)):
            covers = ", ".join(group.kinds)
            yield Suggestion(f"{before}{group.name}", group.name, covers, more=more)


def _people(said: str, names: Names, before: str, *, more: bool) -> Iterator[Suggestion]:
    start, people = fold(said.removeprefix("@")), names.organisation.people
    if "me".startswith(said.casefold()):
        yield Suggestion(f"{before}me", "me", "yourself", more=more)
    here = names.here.people if names.here else frozenset()
    for key, person in sorted(people.items(), key=lambda each: each[0] not in here):
        if any(fold(each).startswith(start) for each in (key, *person.name.split(), person.name)):
            yield Suggestion(f"{before}@{key}", f"@{key}", person.name, more=more)
