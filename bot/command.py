"""What a command is: a verb, the words it takes, and what it does. One file each in commands/."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bot import commands as commands_package
from bot.listing import Topic
from bot.word import NAMES, Kind, Word

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.context import Context
    from bot.form import Form
    from bot.reply import Card, Change


EXAMPLE_SERVICE = "iot-hub"
"""The service that examples name; where it is not known, one that is takes its place."""


@dataclass(frozen=True, slots=True)
class NoArgs:
    """For commands that take no words."""


@dataclass(frozen=True)
class Command:
    """One verb.

    Attributes:
        verb: The word itself; a hyphen in it is typed as a space as well.
        summary: What it answers, in a line.
        run: Does it.
        args: A frozen dataclass whose fields are declared with ``word``.
        aliases: What else people say for the verb.
        questions: Plain questions, as regular expressions over normalised text; a group named
            like an argument fills it, and ``rest`` is what may as well stand after the verb.
        examples: Texts that can be typed; every one of them is a test.
        writes: Whether it changes anything. A write is never guessed.
        explained: Whether its cards carry grounds for ``why``.
        shareable: Whether a private answer offers to be shown in the channel.
        private: Whether the asker alone sees the answer, however the question was asked.
        public: Whether everyone in the place sees the answer, however the question was asked.
        guests: Whether guests may ask.
        listed: Whether help shows it.
        topic: What it is about: help tells of those together.
        often: Whether people ask it often. Where there is no room for all, these stay.
        opens: Sees, before its form is opened with what is known already, by the arguments' names,
            that whoever opens it may do it: a BotError is said instead.
    """

    verb: str
    summary: str
    run: Callable[[Any, Context], Awaitable[Card | Form | Change]]
    args: type = NoArgs
    aliases: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    writes: bool = False
    shareable: bool = False
    explained: bool = False
    private: bool = False
    public: bool = False
    guests: bool = False
    listed: bool = True
    topic: Topic = Topic.ANSWERS
    often: bool = False
    opens: Callable[[Mapping[str, object], Context], Awaitable[None]] | None = None

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The arguments, in the order in which they are typed."""
        return tuple(
            Word(each.name, *each.metadata["word"])
            for each in fields(self.args)
            if "word" in each.metadata
        )

    @cached_property
    def turns(self) -> tuple[Word, ...]:
        """Those to which no small word leads."""
        return tuple(word for word in self.words if not word.after)

    @cached_property
    def told_apart(self) -> tuple[Word, ...]:
        """Those in their turn that are told apart by what they name, if that is more than one."""
        named = tuple(word for word in self.turns if word.kind in NAMES)
        return named if len(named) > 1 else ()

    @cached_property
    def takes_text(self) -> bool:
        """Whether prose is among its words, so that quotes hold some together."""
        return any(word.kind is Kind.TEXT for word in self.words)

    @cached_property
    def leads(self) -> Mapping[str, Word]:
        """The small words, each with the argument to which it leads."""
        return {small: word for word in self.words for small in word.after}

    @cached_property
    def only_word(self) -> Word | None:
        """The one argument of a command that has no other."""
        return self.words[0] if len(self.words) == 1 else None

    @cached_property
    def typed(self) -> str:
        """The verb as people type it: ``oncall schedule``."""
        return self.verb.replace("-", " ")

    @property
    def usage(self) -> str:
        """``oncall [SERVICE] [at TIME]``."""
        shown = (word.usage if word.required else f"[{word.usage}]" for word in self.words)
        return " ".join((self.typed, *shown))


def discover() -> Mapping[str, Command]:
    """Every command in ``bot/commands/``, by verb, in the order of their verbs."""
    modules = (
        importlib.import_module(f"{commands_package.__name__}.{found.name}")
        for found in pkgutil.iter_modules(commands_package.__path__)
    )
    commands = sorted((module.COMMAND for module in modules), key=lambda command: command.verb)
    return {command.verb: command for command in commands}
