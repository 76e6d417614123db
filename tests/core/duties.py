"""Commands for these tests whose words are people, times and spans; they say what they heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.command import Command
from bot.reply import Card
from bot.saying import canonical
from bot.word import Kind, word

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import timedelta

    from bot.context import Context
    from bot.model.moment import Moment
    from bot.model.organisation import Person, Service
    from tests.door import Door


@dataclass(frozen=True)
class Watch:
    """Which service, and when."""

    service: Service | None = word(Kind.SERVICE, help="which service")
    at: Moment | None = word(Kind.TIME, help="when to look", after=("at",))


@dataclass(frozen=True)
class Plan:
    """Which service, and how far ahead."""

    service: Service | None = word(Kind.SERVICE, help="which service")
    span: timedelta | None = word(Kind.SPAN, help="how far ahead")


@dataclass(frozen=True, kw_only=True)
class Relief:
    """Who stands in for whom, and when."""

    whom: Person = word(Kind.PERSON, help="who goes", required=True)
    by: Person = word(Kind.PERSON, help="who comes", required=True, after=("by",))
    start: Moment | None = word(Kind.TIME, help="from when", after=("from",))
    until: Moment = word(Kind.TIME, help="until when", required=True, after=("until", "till"))
    service: Service | None = word(Kind.SERVICE, help="for which service", after=("for",))
    reason: str | None = word(Kind.WORDS, help="why", after=("because", "reason"))


@dataclass(frozen=True, kw_only=True)
class Praise:
    """For what, and whom."""

    service: Service | None = word(Kind.SERVICE, help="for which service")
    person: Person = word(Kind.PERSON, help="whom", required=True)
    words: str | None = word(Kind.WORDS, help="what for")


class Log:
    """What the commands were run with."""

    def __init__(self) -> None:
        self.heard: list[Any] = []

    def commands(self) -> tuple[Command, ...]:
        """A reading, one with a hyphen in its verb, a write, and one of names alone."""
        watch = Command(
            verb="watch",
            summary="Who keeps watch",
            args=Watch,
            run=self._runs("watch"),
            questions=(r"who keeps watch(?: over (?P<service>.+))?",),
            shareable=True,
            explained=True,
        )
        plan = Command(
            verb="watch-plan",
            summary="Who will keep watch",
            args=Plan,
            run=self._runs("watch-plan"),
            aliases=("plan",),
            shareable=True,
        )
        relieve = Command(
            verb="relieve",
            summary="Let somebody stand in",
            args=Relief,
            run=self._runs("relieve"),
            writes=True,
        )
        praise = Command(verb="praise", summary="Praise", args=Praise, run=self._runs("praise"))
        return watch, plan, relieve, praise

    def _runs(self, verb: str) -> Callable[[object, Context], Awaitable[Card]]:
        async def run(args: object, context: Context) -> Card:
            self.heard.append(args)
            return Card(canonical(context.commands[verb], args))

        return run


async def heard(ask: Door, text: str, *, as_: str = "bob") -> str:
    """What a command makes of a text, said again in its own words."""
    return (await ask(text, as_=as_)).card.headline
