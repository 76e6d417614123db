"""Cards for the renderer: one of every block, and ones that are far too long."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from bot.model.curve import Point
from bot.reply import (
    Actions,
    Block,
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
from tests.drawing import timelines

START = datetime(2026, 10, 12, tzinfo=UTC)
BUTTONS = Actions((Button("Why?", "why budget iot-hub"), Button("Show in channel", "share budget")))
CHART = Chart(
    title="iot-hub: error budget left",
    alt="The error budget of iot-hub went from 100% to 10%.",
    points=tuple(Point(START + timedelta(days=day), 1 - Decimal(day) / 30) for day in range(28)),
    levels=(Level("exhausted", Decimal(0)),),
    zone="UTC",
    tone=Tone.AT_RISK,
)
TIMELINE = timelines.two_sides()
EVERYTHING = Card(
    headline="iot-hub: 10% of the error budget left",
    tone=Tone.AT_RISK,
    blocks=(
        Text("A paragraph with <b>, & and *stars*."),
        Note("A quiet line."),
        Code("sum(rate(http_requests_total{code=~`5..`}[5m])) < 3"),
        Facts((Fact("Objective", "99.95% of requests"), Fact("_Burn_", "2 * 3 ~ 6"))),
        Table(("Service", "Objective", "State"), (("iot-hub", "availability", "at risk"),)),
        Meter("Left", Decimal("0.1"), "10% left", Tone.AT_RISK),
        CHART,
        TIMELINE,
        BUTTONS,
    ),
)
PARAGRAPH = " ".join(f"word{number}" for number in range(700))
HUGE: Mapping[str, tuple[Block, ...]] = {
    "100 facts": (Facts(tuple(Fact(f"Fact {n}", f"says {n} " * 20) for n in range(100))),),
    "a 200-row table": (
        Table(("A", "B", "C"), tuple((f"row {n}", "b" * 40, "c" * 40) for n in range(200))),
    ),
    "50,000 characters": (Text("word " * 10_000),),
    "one endless word": (Text("x" * 20_000),),
    "nothing but signs": (Facts((Fact("&" * 300, "<*>" * 6_000),)),),
    "60 paragraphs": tuple(Text(f"Paragraph {number}") for number in range(60)),
    "a long query": (Code("sum(rate(x[5m])) by (le) ```\n" * 500),),
    "30 notes of 1,000": tuple(Note("note " * 200) for _ in range(30)),
    "200 buttons in one row": (Actions(tuple(Button(f"b{n}", f"b{n}") for n in range(200))),),
    "20 rows of buttons": tuple(Actions((Button(f"b{n}", f"b{n}"),)) for n in range(20)),
    "long labels": (Actions(tuple(Button("label " * 50, "help") for _ in range(50))),),
    "60 charts": (CHART,) * 60,
    "60 timelines": (TIMELINE,) * 60,
}
"""More than Slack takes in one message, each in its own way."""


def huge(name: str) -> Card:
    return Card("iot-hub: 10% left", Tone.AT_RISK, (*HUGE[name], BUTTONS))
