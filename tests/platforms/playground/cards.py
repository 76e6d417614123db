"""Commands for these tests: between them they answer with every block, a form, late, and aloud."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.command import Command, NoArgs
from bot.errors import Conflict
from bot.filling import form_of
from bot.model.curve import Point
from bot.reply import (
    Actions,
    Button,
    Card,
    Chart,
    Code,
    Fact,
    Facts,
    Level,
    Meter,
    Note,
    Table,
    Text,
    Tone,
)
from bot.word import Kind, word
from tests.drawing import timelines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.context import Context
    from bot.form import Form
    from bot.model.organisation import Service


@dataclass(frozen=True, slots=True)
class OneService:
    service: Service | None = word(Kind.SERVICE, help="which service")


@dataclass(frozen=True, slots=True)
class OneVerb:
    verb: Command | None = word(Kind.VERB, help="which command")


@dataclass(frozen=True, slots=True)
class VerbAndWords:
    verb: Command = word(Kind.VERB, help="which command", required=True)
    rest: str | None = word(Kind.WORDS, help="its words")


@dataclass(frozen=True, slots=True)
class Decision:
    service: Service = word(Kind.SERVICE, help="which service it is about", required=True)


async def budget(args: OneService, context: Context) -> Card:
    name = args.service.key if args.service else "iot-hub"
    start = context.now - timedelta(days=28)
    left = [
        1 - day / 56 - (0.19 if day > 9 else 0) - (0.11 if day > 20 else 0) for day in range(29)
    ]
    points = tuple(
        Point(start + timedelta(days=day), Decimal(str(round(max(value, 0.1), 4))))
        for day, value in enumerate(left)
    )
    return Card(
        headline=f"{name}: 10% of the error budget left, at risk",
        tone=Tone.AT_RISK,
        blocks=(
            Meter("Budget left", Decimal("0.10"), "10% · 10,000 of 100,000 events", Tone.AT_RISK),
            Facts(
                (
                    Fact("Objective", "99.95% of requests over 28 days"),
                    Fact("Burn rate", "1 h 2.0× · 6 h 1.4× · 3 d 0.9×"),
                    Fact("Runs out", "Tue 24 Nov, 09:40 at this rate"),
                    Fact("Policy", "A risky change needs a rollback plan and both leads' consent."),
                    Fact("Exceptions by", "dana"),
                    Fact("Data", "2 minutes old, all 28 days covered"),
                )
            ),
            Chart(
                title="Error budget left, last 28 days",
                alt="It fell from 100% to 10%, with two steep drops on day 10 and day 21.",
                points=points,
                levels=(Level("watch", Decimal("0.5")), Level("at risk", Decimal("0.25"))),
                zone="UTC",
                tone=Tone.AT_RISK,
            ),
            Table(
                ("Incident", "Bad events", "Share"),
                (
                    ("Broker restart, 12 Nov", "38,000", "38%"),
                    ("Certificate rollover, 3 Nov", "22,000", "22%"),
                ),
            ),
            Note("Example data, made up for this playground."),
            Actions((Button("Why?", f"why budget {name}"), Button("Fill in", "form decide"))),
        ),
    )


async def why(args: VerbAndWords, context: Context) -> Card:
    return Card(
        headline=f"Why “{args.verb.verb}” said so",
        blocks=(
            Text("Counted by the example source."),
            Code('sum(rate(requests{code=~"5.."}[5m]))'),
        ),
    )


async def help_(args: OneVerb, context: Context) -> Card:
    rows = tuple((each.usage, each.summary) for each in context.commands.values() if each.listed)
    return Card(headline="What I can answer", blocks=(Table(("Type", "To learn"), rows),))


async def share(args: VerbAndWords, context: Context) -> Card:
    return await context.again(f"{args.verb.verb} {args.rest or ''}")


async def form(args: OneVerb, context: Context) -> Card | Form:
    assert args.verb is not None
    return form_of(args.verb, context, {})


async def decide(args: Decision, context: Context) -> Card:
    return Card(headline=f"Recorded for {args.service.name}.", tone=Tone.GOOD)


async def question(args: NoArgs, context: Context) -> Card:
    says = ("budget iot-hub", "why budget iot-hub", "help", "refuse", "question", "clock")
    more = ("form decide", "share clock", "slow", "slow form", "slow refuse", "slow turn")
    buttons = tuple(Button(each.capitalize(), each) for each in (*says, *more))
    return Card(headline="Which one?", blocks=(Actions(buttons),), asks=True)


async def rota(args: NoArgs, context: Context) -> Card:
    return Card(headline="Who is on call for two weeks", blocks=(timelines.two_sides(),))


async def refuse(args: NoArgs, context: Context) -> Card:
    raise Conflict("Too late.", next_step="Ask again.")


async def clock(args: NoArgs, context: Context) -> Card:
    return Card(headline=f"It is {context.now:%Y-%m-%d %H:%M}")


class Slow:
    """Commands that answer when they are let; one of them lets each who asks in turn."""

    def __init__(self) -> None:
        self.begun, self.go = asyncio.Event(), asyncio.Event()
        self.turns = (asyncio.Event(), asyncio.Event())
        self.waiting: asyncio.Queue[asyncio.Event] = asyncio.Queue()
        self.failing: set[asyncio.Event] = set()
        self._next = iter(self.turns)

    async def run(self, args: NoArgs, context: Context) -> Card:
        self.begun.set()
        await self.go.wait()
        return Card(headline="Here it is after all", tone=Tone.GOOD)

    async def in_turn(self, args: NoArgs, context: Context) -> Card:
        door = next(self._next)
        self.waiting.put_nowait(door)
        await door.wait()
        if door in self.failing:
            return await refuse(args, context)
        return Card(headline="Here it is after all", tone=Tone.GOOD)

    async def refuse(self, args: NoArgs, context: Context) -> Card:
        await self.run(args, context)
        return await refuse(args, context)

    async def form(self, args: NoArgs, context: Context) -> Form:
        await self.run(args, context)
        return form_of(context.commands["decide"], context, {})


def commands(slow: Slow) -> Mapping[str, Command]:
    found = (
        Command(
            "budget",
            "How much error budget is left",
            budget,
            args=OneService,
            aliases=("slo", "error budget"),
            examples=("budget iot-hub",),
            shareable=True,
        ),
        Command("clock", "What time it is here", clock, examples=("clock",)),
        Command("decide", "Record a decision", decide, args=Decision, writes=True),
        Command("form", "Open a form", form, args=OneVerb, listed=False),
        Command("help", "What I can answer", help_, args=OneVerb, examples=("help",), private=True),
        Command("question", "Waits for a press", question, listed=False),
        Command("refuse", "Fails", refuse, listed=False),
        Command("rota", "Who is on call", rota, listed=False),
        Command(
            "share", "Show in the channel", share, args=VerbAndWords, public=True, listed=False
        ),
        Command("slow", "Takes its time", slow.run, listed=False),
        Command("slow turn", "Takes its time, each in turn", slow.in_turn, listed=False),
        Command("slow refuse", "Fails in its time", slow.refuse, listed=False),
        Command("slow form", "Opens in its time", slow.form, listed=False),
        Command("why", "Where an answer comes from", why, args=VerbAndWords),
    )
    return {command.verb: command for command in found}
