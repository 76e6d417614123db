"""The words that a command takes: what sort of thing each names, and what leads to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.command import Command


class Kind(StrEnum):
    """What sort of thing a word names; it decides parsing, suggestions, completion and forms."""

    SERVICE = "service"
    VERB = "verb"
    PERSON = "person"
    """Somebody of app.yaml: ``@erin``, ``Erin Gallagher``, ``me``, or a platform's mention."""
    DECISION = "decision"
    """A kind of decision, or a word that covers several: ``freeze``, ``prioritization``."""
    NUMBER = "number"
    """The number of something: ``7``, ``#7``, ``D-14``."""
    TIME = "time"
    """An instant, in the asker's zone: ``tomorrow 9am``, ``2026-12-24 18:00``."""
    SPAN = "span"
    """A length of time: ``2w``, ``3 days``."""
    WORDS = "words"
    """All the remaining words, as they were typed."""
    TEXT = "text"
    """Prose, to its closing quote if it begins with one. In its turn it ends at the first small
    word; behind one it contains them, and ends at one with an equals sign: ``expires=monday``."""


NAMES = frozenset({Kind.SERVICE, Kind.DECISION, Kind.PERSON})
"""What is known by name; several of these in one command are told apart, whatever their order."""
PROSE = frozenset({Kind.WORDS, Kind.TEXT})
"""What takes any words."""


@dataclass(frozen=True, slots=True)
class Word:
    """One argument of a command.

    Attributes:
        name: Its own.
        kind: What sort of thing it names.
        help: What it is for, in a few words.
        required: Whether the command needs it.
        among: Which commands a word of kind VERB may name; others are not offered.
        after: The small words that lead to it, the usual one first: ``until``. Without any it
            stands where its turn is.
        many: Whether a word of kind DECISION may cover several kinds.
        ahead: Whether a word of kind TIME may be a length of time from now on: ``2h``.
        nobody: Whether a word of kind PERSON may say that there is to be nobody: ``none``.
        otherwise: What holds if it is left out, in a few words for a menu.
    """

    name: str
    kind: Kind
    help: str
    required: bool
    among: Callable[[Command], bool]
    after: tuple[str, ...]
    many: bool
    ahead: bool
    nobody: bool
    otherwise: str

    @property
    def usage(self) -> str:
        """How it stands in a usage line, without brackets: ``SERVICE``, ``until TIME``."""
        if not self.after:
            return self.name.upper()
        what = self.name if self.kind in PROSE else self.kind
        return f"{self.after[0]} {what.upper()}"


def _any(_command: Command) -> bool:
    return True


def word(
    kind: Kind,
    *,
    help: str,  # noqa: A002 - reads as the field it declares
    required: bool = False,
    among: Callable[[Command], bool] = _any,
    after: tuple[str, ...] = (),
    many: bool = False,
    ahead: bool = False,
    nobody: bool = False,
    otherwise: str = "",
) -> Any:  # noqa: ANN401 - a field of any type
    """Declare a field of an Args dataclass as a word that people type."""
    metadata = {"word": (kind, help, required, among, after, many, ahead, nobody, otherwise)}
    return field(metadata=metadata) if required else field(default=None, metadata=metadata)
