"""From words, named groups or a filled form to a command's Args."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.apart import Apart, unsaid
from bot.cut import cut
from bot.either_order import is_named
from bot.errors import NotFound, Usage
from bot.how_many import many_of
from bot.meaning import Meaning, missing, surplus
from bot.prose import one_piece, unquoted
from bot.saying import phrase, value_text
from bot.spans import trailing
from bot.swallowing import first_lead, swallowed
from bot.word import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.context import Context
    from bot.grammar import Parsed
    from bot.word import Word


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


def gist(parsed: Parsed, context: Context) -> Mapping[str, object]:
    """What can be understood, by the arguments' names; the rest is left out."""
    return _Reading(parsed, context).gist()


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
        self._command, self._context, self._typed = parsed.command, context, parsed.words
        parts = cut(parsed.command, parsed.words)
        self._left = list(parts.turn)
        self._said = {name: " ".join(words) for name, words in parts.led.items()}
        self._said.update(parsed.named)
        self._meaning = Meaning(parsed.command, context, said=self._said, left=self._left)
        self._apart = self._told_apart()
        if parsed.named:
            self._unfold_names(parsed.named)
        self._take_spans()
        Apart(self._apart, parsed.command, context, said=self._said, left=self._left).take()

    def _told_apart(self) -> Sequence[Word]:
        """Those that are, and somebody who is needed, where no small word led to them."""
        apart, words = self._command.told_apart, self._command.words
        needed = (word for word in words if word.after and word.required)
        people = [word for word in needed if word.kind is Kind.PERSON]
        return (*apart, *(word for word in people if apart and word.name not in self._said))

    def args(self) -> Any:  # noqa: ANN401 - each command has its own Args
        command, values = self._command, self._meaning.values
        for word in command.words:
            led, said = self._turn_of(word)
            value = self._meaning.of(word, said) if said else None
            if value is not None:
                values[word.name] = value
            elif word.required or (word.after and led and not said):
                raise self._missing(word)
        if self._left:
            raise surplus(command, self._left)
        return command.args(**values)

    def gist(self) -> Mapping[str, object]:
        """The values of what can be understood."""
        values = self._meaning.values
        for word in self._command.words:
            _led, said = self._turn_of(word)
            try:
                value = self._meaning.of(word, said) if said else None
            except (NotFound, Usage):
                continue
            if value is not None:
                values[word.name] = value
        return values

    def _missing(self, word: Word) -> Usage:
        """The error for what is missing; prose may stand behind a small word that led elsewhere."""
        command, known = self._command, self._known()
        error = missing(command, word, self._context, said=self._known_so_far(known))
        elsewhere = first_lead(command, self._typed) if word in command.turns else None
        if word.kind is not Kind.TEXT or elsewhere is None or self._is_understood(elsewhere):
            return error
        return swallowed(error, word, command=command, words=self._typed, said=known)

    def _is_understood(self, word: Word) -> bool:
        try:
            return self._meaning.of(word, self._said.get(word.name, "")) is not None
        except (NotFound, Usage):
            return False

    def _known(self) -> dict[str, str]:
        """What was understood so far; a number as it was said."""
        values = self._meaning.values.items()
        numbers = {name: self._said[name] for name, value in values if isinstance(value, int)}
        return {name: value_text(value) for name, value in values} | numbers

    def _known_so_far(self, known: Mapping[str, str]) -> str:
        """What was understood up to the word that is missing, and what may be prose."""
        text = next(iter(unsaid(self._command, self._said, Kind.TEXT)), None)
        if text and self._left:
            known = {**known, text.name: one_piece(unquoted(" ".join(self._left)))}
        return phrase(self._command, {**self._said, **known})

    def _turn_of(self, word: Word) -> tuple[bool, str]:
        """Whether something was said for a word already, or led to it; and what is said for it."""
        if word.name in self._said:
            return True, self._said[word.name]
        return False, "" if word.after else self._take(word)

    def _unfold_names(self, named: Mapping[str, str]) -> None:
        """A plain question names something with all that is said after it: ``iot-hub at 9am``.

        Where names are told apart, all of them may be in one: ``freeze for iot-hub``. Nobody is
        among them, unless the question is about somebody.
        """
        people = [word for word in self._apart if word.kind is Kind.PERSON]
        if not any(word.name in named for word in people):
            self._apart = [word for word in self._apart if word not in people]
            self._said |= {word.name: "" for word in people}
        for word in self._command.words:
            said = named.get(word.name, "")
            known = word.kind in {Kind.SERVICE, Kind.DECISION}
            if not (known and said) or is_named(word, said, self._context):
                continue
            parts = cut(self._command, said.split())
            self._said[word.name] = " ".join(parts.turn)
            if word in self._apart:
                del self._said[word.name]
                self._left += parts.turn
            for name, words in parts.led.items():
                self._said.setdefault(name, " ".join(words))

    def _take_spans(self) -> None:
        """A length of time stands last, whatever its turn is."""
        for word in self._command.turns:
            if word.kind is Kind.SPAN and word.name not in self._said:
                said = trailing(self._left)
                del self._left[len(self._left) - len(said.split()) :]
                self._said[word.name] = said

    def _take(self, word: Word) -> str:
        """The words whose turn it is; a name may have several."""
        many = many_of(word, self._left, command=self._command, context=self._context)
        said = " ".join(self._left[:many])
        del self._left[:many]
        self._said[word.name] = said
        return said
