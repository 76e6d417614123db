"""Cards for the renderer: one of every block, ones that are far too long, and any at all."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from markdown_it import MarkdownIt

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
from tests.drawing.any_timeline import timelines as any_timeline

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""More than any client of Teams reads."""

START = datetime(2026, 10, 12, tzinfo=UTC)
BUTTONS = Actions((Button("Why?", "why budget iot-hub"), Button("Show in channel", "share budget")))
CHART = Chart(
    title="iot-hub: error budget left",
    alt="The error budget of iot-hub went from 100% to 10%.",
    points=tuple(Point(START + timedelta(days=day), 1 - Decimal(day) / 30) for day in range(28)),
    levels=(Level("at risk", Decimal("0.25")), Level("exhausted", Decimal(0))),
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
    "100 long facts": (Facts(tuple(Fact(f"Fact {n}", f"says {n} " * 100) for n in range(100))),),
    "a 500-row table": (
        Table(("A", "B", "C"), tuple((f"row {n}", "b" * 40, "c" * 40) for n in range(500))),
    ),
    "50,000 characters": (Text("word " * 10_000),),
    "one endless word": (Text("x" * 50_000),),
    "nothing but signs": (Facts((Fact("&" * 300, "<*>" * 16_000),)),),
    "1,000 paragraphs": tuple(Text(f"Paragraph {number}") for number in range(1_000)),
    "a long query": (Code("sum(rate(x[5m])) by (le) ```\n" * 1_000),),
    "100 notes of 1,000": tuple(Note("note " * 200) for _ in range(100)),
    "200 buttons in one row": (Actions(tuple(Button(f"b{n}", f"b{n}") for n in range(200))),),
    "100 rows of buttons": tuple(Actions((Button(f"b{n}", f"b{n}"),)) for n in range(100)),
    "long labels": (Actions(tuple(Button("label " * 50, "help " * 50) for _ in range(50))),),
    "60 charts": (CHART,) * 60,
    "60 timelines": (TIMELINE,) * 60,
    "wide letters": (Text("漢字" * 20_000),),
}
"""More than Teams takes in one message, each in its own way."""


def huge(name: str) -> Card:
    return Card("iot-hub: 10% left", Tone.AT_RISK, (*HUGE[name], BUTTONS))


MARKUP = st.text(st.sampled_from("ab1 *_`~[]()<>!&;:#-+.=\\|\n/{}@"), max_size=80)
"""Words of which much would be markup."""
TRICKS = st.sampled_from(
    [
        "<at>everyone</at>",
        "</AT>",
        "[here](https://example.com)",
        "![](https://example.com/x.png)",
        "<https://example.com>",
        "{{DATE(2026-11-09T12:00:00Z, SHORT)}}",
        "&lt;at&gt;",
        "half \ud83d a character\x00",
        "\u2028- a list",
    ]
)
TEXTS = st.one_of(MARKUP, TRICKS, st.text(max_size=400))
SHARES = st.decimals(min_value=-3, max_value=3, places=4)
SAYS = st.text("abc", min_size=1, max_size=255)


def _tables(columns: int) -> st.SearchStrategy[Table]:
    row = st.tuples(*[TEXTS] * columns)
    return st.builds(Table, row, st.lists(row, max_size=20).map(tuple))


def _points(hours: list[tuple[int, Decimal]]) -> tuple[Point, ...]:
    return tuple(Point(START + timedelta(hours=at), value) for at, value in sorted(hours))


BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Text, TEXTS),
    st.builds(Note, TEXTS),
    st.builds(Code, TEXTS),
    st.builds(Facts, st.lists(st.builds(Fact, TEXTS, TEXTS), max_size=30).map(tuple)),
    st.integers(0, 6).flatmap(_tables),
    st.builds(Meter, TEXTS, SHARES, TEXTS, st.sampled_from(Tone)),
    st.builds(
        Chart,
        title=TEXTS,
        alt=TEXTS,
        points=st.lists(st.tuples(st.integers(0, 3_000), SHARES), max_size=80).map(_points),
        levels=st.lists(st.builds(Level, TEXTS, SHARES), max_size=6).map(tuple),
        zone=st.sampled_from(["UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata"]),
        tone=st.sampled_from(Tone),
    ),
    any_timeline(TEXTS),
    st.builds(
        Actions,
        st.lists(st.builds(Button, TEXTS, SAYS, st.booleans()), max_size=20).map(tuple),
    ),
)
CARDS = st.builds(
    Card,
    headline=TEXTS.filter(str.strip),
    tone=st.sampled_from(Tone),
    blocks=st.lists(BLOCKS, max_size=10).map(tuple),
    asks=st.booleans(),
)
