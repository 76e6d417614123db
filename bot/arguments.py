"""From words, named groups or a filled form to a command's Args."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from bot.command import Command, Kind
from bot.cut import cut, leading
from bot.errors import Usage
from bot.grammar import quoted, without_fillers
from bot.model.moment import Moment
from bot.moments import EXAMPLES, mended, understood
from bot.naming import examples_here, find_service, find_verb
from bot.offers import offers
from bot.people import find_person, names_somebody
from bot.reply import Button
from bot.saying import phrase
from bot.services import service_called
from bot.spans import find_span, trailing

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.command import Word
    from bot.context import Context
    from bot.grammar import Parsed


def arguments(parsed: Parsed, context: Context) -> Any:  # noqa: ANN401 - each command has its own Args
    """Build the command's Args.

    Raises:
        NotFound: A name is not known; its buttons are the same command with the closest names.
        Usage: A word is missing, is not of its kind, or there is one too many; its button opens
            the form.
    """
    if args := _of_a_key(parsed, context):
        return args
    return _Reading(parsed, context).args()


def _of_a_key(parsed: Parsed, context: Context) -> Any:  # noqa: ANN401 - the same
    """What most people ask: about one service, by its key. All else takes six times as long."""
    only = parsed.command.only_word
    if only is None or only.kind is not Kind.SERVICE or len(parsed.words) != 1 or parsed.named:
        return None
    service = context.organisation.services.get(parsed.words[0])
    return parsed.command.args(**{only.name: service}) if service else None


class _Reading:
    """One text on its way to a command's Args."""

    def __init__(self, parsed: Parsed, context: Context) -> None:
        self._command, self._context = parsed.command, context
        parts = cut(parsed.command, parsed.words)
        self._left = list(parts.turn)
        self._said = {name: " ".join(words) for name, words in parts.led.items()}
        self._named = parsed.named
        self._said.update(self._named)
        self._values: dict[str, object] = {}

    def args(self) -> Any:  # noqa: ANN401 - each command has its own Args
        command = self._command
        if self._named:
            self._unfold_names()
        self._take_spans()
        for word in command.words:
            led = word.name in self._said
            said = self._said.get(word.name, "") if led or word.after else self._take(word)
            value = self._meaning(word, said) if said else None
            if value is not None:
                self._values[word.name] = value
            elif word.required or (word.after and led and not said):
                raise missing(command, word, self._context)
        if self._left:
            raise _surplus(command, self._left)
        return command.args(**self._values)

    def _unfold_names(self) -> None:
        """A plain question names a service with all that is said after it: ``iot-hub at 9am``."""
        for word in self._command.words:
            said = self._named.get(word.name, "")
            if word.kind is Kind.SERVICE and said and not self._names_a_service(said):
                parts = cut(self._command, said.split())
                self._said[word.name] = " ".join(parts.turn)
                for name, words in parts.led.items():
                    self._said.setdefault(name, " ".join(words))

    def _take_spans(self) -> None:
        """A length of time stands last, whatever its turn is."""
        for word in self._command.words:
            if word.kind is Kind.SPAN and not word.after and word.name not in self._said:
                said = trailing(self._left)
                del self._left[len(self._left) - len(said.split()) :]
                self._said[word.name] = said

    def _take(self, word: Word) -> str:
        """The words whose turn it is; a name may have several."""
        many = self._many(word)
        said = " ".join(self._left[:many])
        del self._left[:many]
        self._said[word.name] = said
        return said

    def _many(self, word: Word) -> int:
        every = len(self._left)
        match word.kind:
            case Kind.VERB:
                return 1
            case Kind.SERVICE if not self._is_last(word):
                return leading(self._left, self._names_a_service) or int(word.required)
            case Kind.PERSON:
                known = leading(self._left, lambda name: names_somebody(name, self._context))
                return known or (every if self._is_last(word) else 1)
            case Kind.SERVICE | Kind.TIME | Kind.SPAN | Kind.WORDS:
                return every
            case _:
                assert_never(word.kind)

    def _is_last(self, word: Word) -> bool:
        """Whether no other word stands in its turn after it; lengths of time are taken already."""
        after = self._command.words[self._command.words.index(word) + 1 :]
        return all(each.after or each.kind is Kind.SPAN for each in after)

    def _names_a_service(self, said: str) -> bool:
        name = " ".join(without_fillers(said.split()))
        return bool(name and service_called(name, self._context))

    def _meaning(self, word: Word, said: str) -> object:
        context = self._context
        match word.kind:
            case Kind.SERVICE:
                return find_service(said, context=context, instead=self._instead(word))
            case Kind.VERB:
                found, self._left[:] = find_verb(
                    said, word, self._left, command=self._command, context=context
                )
                return found
            case Kind.PERSON:
                return find_person(said, context=context, instead=self._instead(word))
            case Kind.TIME:
                return self._moment(word, said)
            case Kind.SPAN:
                return find_span(said)
            case Kind.WORDS:
                return said
            case _:
                assert_never(word.kind)

    def _moment(self, word: Word, said: str) -> Moment:
        """An instant; one that is said after another is understood from that one on."""
        starts = [value.at for value in self._values.values() if isinstance(value, Moment)]
        since = starts[-1] if starts else None
        now, zone = self._context.now, self._context.zone_for(self._context.engagement)
        try:
            return understood(said, now=now, zone=zone, since=since)
        except Usage as error:
            instead, alike = self._instead(word), mended(said, now=now, zone=zone, since=since)
            if not alike and not self._command.writes and not since:
                alike = EXAMPLES[0]
            buttons = offers([instead(alike)]) if alike else (_fill_in(self._command),)
            raise Usage(error.message, next_step=error.next_step, buttons=buttons) from error

    def _instead(self, word: Word) -> Callable[[str], str]:
        """Says the whole command with another word in that place."""
        return lambda other: phrase(
            self._command, {**self._said, word.name: other}, left=self._left
        )


def missing(command: Command, word: Word, context: Context) -> Usage:
    """The error for a word that was not said: usage, an example from here, a form to fill in."""
    example = next(iter(examples_here(command, context)), None)
    instance = f", for instance: {example}" if example else ""
    return Usage(
        f"“{command.typed}” needs to know {word.help}.",
        next_step=f"Type: {command.usage}{instance}",
        buttons=(_fill_in(command),),
    )


def _fill_in(command: Command) -> Button:
    return Button("Fill in", f"form {command.typed}", opens_form=True)


def _surplus(command: Command, left: list[str]) -> Usage:
    return Usage(
        f"“{command.typed}” does not know what to do with {quoted(' '.join(left))}.",
        next_step=f"Type: {command.usage}",
        buttons=(Button(f"Help on {command.typed}", f"help {command.typed}"),),
    )
