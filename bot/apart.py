"""Names that are told apart by what they name, taken off a text in whatever order they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.either_order import is_named, likeness_to, take_names
from bot.grammar import without_fillers
from bot.names_meant import SURE, shared_out
from bot.numerals import take_number
from bot.prose import is_quoted
from bot.sought import trimmed
from bot.word import NAMES, PROSE, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.command import Command
    from bot.context import Context
    from bot.word import Word


def unsaid(command: Command, said: Mapping[str, str], *kinds: Kind) -> Sequence[Word]:
    """What takes its turn and was not said yet, of these kinds."""
    return [word for word in command.turns if word.kind in kinds and word.name not in said]


@dataclass(frozen=True, slots=True)
class Apart:
    """The arguments that are told apart, and a text that may name them.

    Attributes:
        words: Those arguments, in the order in which they are declared.
        command: Whose they are.
        context: Where and by whom.
        said: What is said for each of the command's arguments; it grows.
        left: The words that belong to none yet; they get fewer.
    """

    words: Sequence[Word]
    command: Command
    context: Context
    said: dict[str, str] = field(kw_only=True)
    left: list[str] = field(kw_only=True)

    def take(self) -> None:
        """Take the names; what is none is taken for the closest."""
        if not self.words:
            return
        self._take_number()
        self._take_named(last=False)
        if unsaid(self.command, self.said, *set(Kind) - NAMES):
            self._take_before_a_quote()
            return
        self._take_named(last=True)
        still = self._still()
        if not any(without_fillers(self.left)):
            self.left.clear()
        self.said.update({word.name: "" for word in still})
        said = " ".join(self.left)
        known = (*self.words, *(word for word in self.command.words if word.after))
        if said and still and not any(is_named(word, said, self.context) for word in known):
            self._share_out(len(self.left), still)

    def _still(self) -> Sequence[Word]:
        return [word for word in self.words if word.name not in self.said]

    def _take_number(self) -> None:
        """A number is told from names by how it is written, wherever it stands among them."""
        if unsaid(self.command, self.said, *PROSE):
            return
        for word in unsaid(self.command, self.said, Kind.NUMBER):
            if said := take_number(self.left):
                self.said[word.name] = said

    def _take_named(self, *, last: bool) -> None:
        found = take_names(
            self._still(),
            self.left,
            lambda word, said: is_named(word, said, self.context),
            last=last,
        )
        self.said.update({word.name: " ".join(trimmed(said.split())) for word, said in found})

    def _take_before_a_quote(self) -> None:
        """Misspelt names before prose that stands in quotes; what is like none has its turn."""
        many = next((at for at, each in enumerate(self.left) if is_quoted(each)), 0)
        still = {word.name: word for word in self._still()}
        shared = shared_out(self.left[:many], tuple(still.values()), self.context) if still else {}
        alike = (
            likeness_to(" ".join(trimmed(said)), still[name], self.context)
            for name, said in shared.items()
        )
        if many and max(alike, default=0) >= SURE:
            self._share_out(many, tuple(still.values()))

    def _share_out(self, many: int, words: Sequence[Word]) -> None:
        shared = shared_out(self.left[:many], words, self.context)
        del self.left[:many]
        self.said.update({name: " ".join(trimmed(said)) for name, said in shared.items()})
