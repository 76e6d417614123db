"""Commands for these tests whose words are decisions, numbers and prose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.command import Command
from bot.reply import Card
from bot.saying import canonical
from bot.word import Kind, word

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.context import Context
    from bot.model.decision_kind import Asked
    from bot.model.moment import Moment
    from bot.model.organisation import Person, Service


@dataclass(frozen=True)
class Rule:
    """Whose decision, for what."""

    service: Service | None = word(Kind.SERVICE, help="for which service")
    decision: Asked | None = word(Kind.DECISION, help="which decision", many=True)
    person: Person | None = word(Kind.PERSON, help="whose decisions")


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What is proposed."""

    decision: Asked = word(Kind.DECISION, help="which decision", required=True)
    service: Service | None = word(Kind.SERVICE, help="for which service")
    approver: Person | None = word(Kind.PERSON, help="who decides", after=("approver",))
    until: Moment | None = word(Kind.TIME, help="until when", after=("until",))
    reason: str | None = word(Kind.TEXT, help="why", after=("because", "reason"))


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What is to be decided."""

    decision: Asked = word(Kind.DECISION, help="which decision", required=True)
    service: Service | None = word(Kind.SERVICE, help="for which service")
    question: str = word(Kind.TEXT, help="what is asked", required=True)
    options: str | None = word(Kind.TEXT, help="what there is", after=("options", "option"))
    due: Moment | None = word(Kind.TIME, help="by when", after=("by",))
    supersedes: int | None = word(
        Kind.NUMBER, help="what it takes the place of", after=("supersedes",)
    )


@dataclass(frozen=True, kw_only=True)
class Close:
    """How it ends."""

    number: int = word(Kind.NUMBER, help="which one", required=True)
    outcome: str = word(Kind.TEXT, help="what was decided", required=True)
    rationale: str | None = word(Kind.TEXT, help="why", after=("because", "reason"))
    expires: Moment | None = word(Kind.TIME, help="until when", after=("until", "expires"))


@dataclass(frozen=True, kw_only=True)
class Refuse:
    """Which one, and why."""

    number: int | None = word(Kind.NUMBER, help="which one; the only one when left out")
    reason: str | None = word(Kind.TEXT, help="why", after=("because", "reason"))


class Heard:
    """What the commands were run with."""

    def __init__(self) -> None:
        self.args: list[Any] = []

    def commands(self) -> tuple[Command, ...]:
        """Readings and writes of every shape."""
        return (
            self._command(
                "rule", Rule, questions=(r"who (?:rules|governs) (?P<decision>.+)",), shareable=True
            ),
            self._command("rule-offer", Offer, writes=True, examples=("rule offer freeze",)),
            self._command("rule-refuse", Refuse, writes=True, examples=("rule refuse 7",)),
            self._command("raise", Ask, writes=True),
            self._command("close", Close, writes=True, examples=("close 14 keep it",)),
        )

    def _command(self, verb: str, args: type, **more: Any) -> Command:  # noqa: ANN401 - of Command
        return Command(verb=verb, summary=verb, args=args, run=self._runs(verb), **more)

    def _runs(self, verb: str) -> Callable[[object, Context], Awaitable[Card]]:
        async def run(args: object, context: Context) -> Card:
            self.args.append(args)
            return Card(canonical(context.commands[verb], args))

        return run
