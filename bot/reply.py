"""What goes back: cards made of blocks. Each platform draws them in its own way.

A new block kind is added here and in each platform's renderer; the type checker names them all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from bot.reply_timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from bot.form import Form
    from bot.model.curve import Point
    from bot.ports.store import Tx
    from bot.request import Audience

BUTTON_WORDS = 255
"""A button is typed text of at most this length; longer state is a stored id."""


class Tone(StrEnum):
    """How an answer feels. Drawn as a colour, and never as a colour alone."""

    NEUTRAL = "neutral"
    GOOD = "good"
    WATCH = "watch"
    AT_RISK = "at_risk"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. Plain words; nothing in them is markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A quiet line: data age, example data, how to go on."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to be read or copied letter by letter: a usage line, a query."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled facts, read top to bottom."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; every row has a cell for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Meter:
    """A bar that shows a share, a fraction. Below 0 it is drawn empty, above 1 full."""

    label: str
    share: Decimal
    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Level:
    """A horizontal line with its name, such as a tier's threshold."""

    label: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Chart:
    """A curve over time with named levels.

    Attributes:
        title: What is drawn.
        alt: What it shows, for those who hear it.
        points: Oldest first; values are fractions, 1 is 100 %.
        levels: Lines across it.
        zone: IANA name of the zone in which dates are written.
        tone: How its end feels.
    """

    title: str
    alt: str
    points: tuple[Point, ...]
    levels: tuple[Level, ...]
    zone: str
    tone: Tone


Picture: TypeAlias = Chart | Timeline
"""What is drawn: as an SVG, as an uploaded file, or as a platform's own."""


@dataclass(frozen=True, slots=True)
class Button:
    """A command that somebody could type, to be pressed instead.

    Attributes:
        label: What stands on it.
        says: What it says.
        opens_form: Whether a form answers it; some platforms have to know that beforehand.
        only_here: Whether it means the place where the question was asked: no use anywhere else.
    """

    label: str
    says: str
    opens_form: bool = False
    only_here: bool = False

    def __post_init__(self) -> None:
        if len(self.says) > BUTTON_WORDS:
            msg = f"a button says at most {BUTTON_WORDS} characters: {self.says!r}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Actions:
    """A row of buttons."""

    buttons: tuple[Button, ...]


Block: TypeAlias = Text | Note | Code | Facts | Table | Meter | Picture | Actions


@dataclass(frozen=True, slots=True)
class Card:
    """One answer, before any platform has drawn it.

    Attributes:
        headline: Makes sense alone: it is the notification and what is read aloud.
        tone: How it feels.
        blocks: The rest, top to bottom.
        data: The same for machines, JSON-like: ints, strings, Decimals, datetimes, None.
        why: What ``why`` shows: source, rule, age.
        asks: Whether it waits for a press. What answers the press then takes its place, for
            everybody who sees it; any other card stays as it is.
        again: What one can say to get it again; None if that might do more than show it.
    """

    headline: str
    tone: Tone = Tone.NEUTRAL
    blocks: tuple[Block, ...] = ()
    data: Mapping[str, object] = field(default_factory=dict)
    why: tuple[Block, ...] = ()
    asks: bool = False
    again: str | None = None

    @property
    def failed(self) -> bool:
        """Whether it only says that something did not work, and offers nothing to press."""
        return "error" in self.data and not self.asks


@dataclass(frozen=True, slots=True)
class Change:
    """What a command that writes does: in one transaction with the audit row, or not at all.

    Attributes:
        work: Does it and gives the card. It may raise a BotError; nothing is then changed.
    """

    work: Callable[[Tx], Card]


@dataclass(frozen=True, slots=True)
class Answer:
    """A card and who sees it; with a form, the form is opened and the card is the fallback."""

    card: Card
    audience: Audience
    form: Form | None = None
