"""Which commands are told of, in which order, and how briefly, where many have little room."""

from __future__ import annotations

from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.command import Command


class Topic(Enum):
    """What commands are about, in the order in which they are told of."""

    BUDGETS = "Error budgets"
    ONCALL = "On call"
    DECISIONS = "Who decides"
    INCIDENTS = "Incidents"
    ANSWERS = "Answers"


_TOPICS = {topic: number for number, topic in enumerate(Topic)}


def by_topic(commands: Iterable[Command]) -> Sequence[tuple[Topic, tuple[Command, ...]]]:
    """The commands of each topic; in it those first that are asked often."""
    known = sorted(commands, key=lambda each: (_TOPICS[each.topic], not each.often))
    groups = groupby(known, key=lambda each: each.topic)
    return [(topic, tuple(commands)) for topic, commands in groups]


def foremost(commands: Iterable[Command]) -> Sequence[Command]:
    """All of them, so that those that are asked often stay where the others are cut.

    Help stands first: it tells of those that were cut.
    """
    known = [each for _, commands in by_topic(commands) for each in commands]
    return sorted(known, key=lambda each: (each.verb != "help", not each.often))


def brief(command: Command) -> str:
    """How a command is typed, without what follows small words: ``cover WHOM …``."""
    shown = (each.usage if each.required else f"[{each.usage}]" for each in command.turns)
    more = "…" if command.leads else ""
    return " ".join(filter(None, (command.typed, *shown, more)))
