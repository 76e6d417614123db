"""What is meant by what was said for one argument."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.decision_names import find_decision
from bot.either_order import is_named
from bot.errors import Usage
from bot.grammar import quoted
from bot.model.moment import Moment
from bot.model.nobody import Nobody
from bot.moments import EXAMPLES, mended, understood
from bot.names_meant import is_like, names_meant
from bot.naming import examples_here, find_service, find_verb
from bot.numerals import number_called
from bot.offers import offers
from bot.people import find_person, means_nobody
from bot.prose import prose, unquoted
from bot.reply import BUTTON_WORDS, Button
from bot.saying import phrase
from bot.spans import find_span
from bot.word import NAMES, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.command import Command
    from bot.context import Context
    from bot.word import Word


class Meaning:
    """What words mean, one argument after the other.

    Attributes:
        values: What was understood so far, by the arguments' names.
    """

    def __init__(
        self, command: Command, context: Context, *, said: Mapping[str, str], left: list[str]
    ) -> None:
        """Begin.

        Args:
            command: Whose arguments they are.
            context: Where and by whom.
            said: What is said for each argument; it may still grow.
            left: The words whose turn comes later; a verb takes away those that are its own.
        """
        self.values: dict[str, object] = {}
        self._command, self._context = command, context
        self._said, self._left = said, left

    def of(self, word: Word, said: str) -> object:
        """The value that was said for an argument; None if these words name nothing.

        Raises:
            NotFound: There is nothing of that name.
            Usage: It is not of the argument's kind.
        """
        match word.kind:
            case Kind.VERB:
                found, self._left[:] = find_verb(
                    said, word, self._left, command=self._command, context=self._context
                )
                return found
            case Kind.SERVICE | Kind.PERSON | Kind.DECISION:
                return self._named(word, said)
            case Kind.NUMBER:
                return self._number(said)
            case Kind.TIME:
                return self._moment(word, unquoted(said))
            case Kind.SPAN:
                return find_span(said)
            case Kind.WORDS | Kind.TEXT:
                return said if word.kind is Kind.WORDS else prose(said, word.name)
            case _:
                assert_never(word.kind)

    def _named(self, word: Word, said: str) -> object:
        context, instead = self._context, self._instead(word)
        if self._command.writes and not is_like(word, said, context):
            instead = _to_be_filled_in(instead)
        if word.kind is Kind.SERVICE:
            return find_service(said, context=context, instead=instead)
        if word.kind is Kind.PERSON:
            if word.nobody and means_nobody(said, context):
                return Nobody.NOBODY
            without = instead("") if not (word.required or self._command.writes) else ""
            return find_person(
                said,
                context=context,
                instead=instead,
                without="" if without == self._command.typed else without,
            )
        return find_decision(said, word, context=context, instead=instead)

    def _number(self, said: str) -> int:
        number = number_called(said)
        if number is None:
            example = _example(self._command, self._context)
            raise Usage(
                f"{quoted(said)} is no number.",
                next_step=f"Type: {self._command.usage}{example}",
                buttons=(_fill_in(self._command),),
            )
        return number

    def _moment(self, word: Word, said: str) -> Moment:
        """An instant; one that is said after another is understood from that one on."""
        starts = [value.at for value in self.values.values() if isinstance(value, Moment)]
        since = starts[-1] if starts else None
        now, zone = self._context.now, self._context.zone_for(self._context.engagement)
        try:
            return understood(said, now=now, zone=zone, since=since, ahead=word.ahead)
        except Usage as error:
            instead, alike = self._instead(word), mended(said, now=now, zone=zone, since=since)
            if not alike and not self._command.writes and not since:
                alike = EXAMPLES[0]
            buttons = offers([instead(alike)]) if alike else (self._fill_in_again(word),)
            raise Usage(error.message, next_step=error.next_step, buttons=buttons) from error

    def _fill_in_again(self, word: Word) -> Button:
        """A form that knows what was said for all others."""
        return _fill_in(self._command, self._instead(word)(""))

    def _instead(self, word: Word) -> Callable[[str], str]:
        """Says the whole command with another word in that place."""
        said = {**self._said, **self._mended(word)}
        return lambda other: phrase(self._command, {**said, word.name: other}, left=self._left)

    def _mended(self, word: Word) -> Mapping[str, str]:
        """Names whose turn is still to come and that are misspelt as well, as they may be meant."""
        context, turns = self._context, self._command.turns
        found: dict[str, str] = {}
        for each in turns[turns.index(word) + 1 :] if word in turns else ():
            said = self._said.get(each.name, "") if each.kind in NAMES else ""
            sure = not self._command.writes or is_like(each, said, context)
            if said and sure and not is_named(each, said, context):
                found[each.name] = next(iter(names_meant(each, said.split(), context)), said)
        return found


def _to_be_filled_in(instead: Callable[[str], str]) -> Callable[[str], str]:
    """A form, for whoever would do something that loses some of what they said."""
    return lambda other: f"form {instead(other)}"


def missing(command: Command, word: Word, context: Context, *, said: str = "") -> Usage:
    """The error for a word that was not said: usage, an example from here, a form to fill in.

    Args:
        command: The command.
        word: What is missing.
        context: Where and by whom.
        said: The whole command as far as it was understood, which the form knows already.
    """
    return Usage(
        f"“{command.typed}” needs to know {word.help}.",
        next_step=f"Type: {command.usage}{_example(command, context)}",
        buttons=(_fill_in(command, said),),
    )


def surplus(command: Command, left: Sequence[str]) -> Usage:
    """The error for words that are said for no argument."""
    return Usage(
        f"“{command.typed}” does not know what to do with {quoted(' '.join(left))}.",
        next_step=f"Type: {command.usage}",
        buttons=(Button(f"Help on {command.typed}", f"help {command.typed}"),),
    )


def _example(command: Command, context: Context) -> str:
    example = next(iter(examples_here(command, context)), None)
    return f", for instance: {example}" if example else ""


def _fill_in(command: Command, said: str = "") -> Button:
    says = f"form {said or command.typed}"
    usual = f"form {command.typed}"
    return Button("Fill in", says if len(says) <= BUTTON_WORDS else usual, opens_form=True)
