"""What holds for every chart there may be."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.drawing import Theme, svg
from bot.drawing.curve import Spot, thinned
from bot.drawing.labels import spread
from bot.model.curve import Point
from bot.reply import Chart, Level, Tone
from tests.drawing.reading import coordinates, first, read, touching

SHARES = st.one_of(
    st.decimals(-1, 1, places=4), st.decimals(-20, 20, places=2), st.sampled_from([Decimal(1)])
)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"])
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=20_000)).map(
    lambda later: datetime(2000, 1, 1, tzinfo=UTC) + later
)
SPANS = st.timedeltas(timedelta(0), timedelta(days=4000))
WORDS = st.text(st.characters(codec="utf-8"), max_size=30)
SIZES = st.tuples(st.integers(240, 900), st.integers(160, 600))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    start, span = draw(INSTANTS), draw(SPANS)
    values = draw(st.lists(SHARES, max_size=40))
    step = span / max(1, len(values) - 1)
    return Chart(
        title=draw(WORDS),
        alt=draw(WORDS),
        points=tuple(Point(start + step * turn, value) for turn, value in enumerate(values)),
        levels=tuple(draw(st.lists(st.builds(Level, WORDS, SHARES), max_size=20))),
        zone=draw(ZONES),
        tone=draw(st.sampled_from(Tone)),
    )


@settings(deadline=None)
@given(chart=charts(), theme=st.sampled_from(Theme), size=SIZES)
def test_any_chart_is_well_formed_and_inside_its_frame(
    chart: Chart, theme: Theme, size: tuple[int, int]
) -> None:
    root = read(svg(chart, theme=theme, size=size))
    across, down = size
    assert root.attrib["viewBox"] == f"0 0 {across} {down}"
    assert all(0 <= x <= across and 0 <= y <= down for x, y in coordinates(root))
    assert touching(root) == []


@given(words=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])))
def test_any_words_come_back_as_they_were(words: str) -> None:
    written = f'<&">{words}'
    chart = Chart(title=written, alt=written, points=(), levels=(), zone="UTC", tone=Tone.GOOD)
    root = read(svg(chart))
    assert first(root, "title").text == written
    assert first(root, "desc").text == written


@given(st.lists(st.tuples(st.floats(0, 200), st.sampled_from([1.0, 1000.0])), max_size=12))
def test_labels_stay_apart_in_order_and_inside(labels: list[tuple[float, float]]) -> None:
    wanted = [place for place, _ in labels]
    placed = spread(wanted, [weight for _, weight in labels], gap=16, low=0, high=200)
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    in_order = [placed[index] for index in order]
    assert all(after - before >= 15.99 for before, after in pairwise(in_order))
    assert all(-0.01 <= place <= 200.01 for place in placed)


@given(values=st.lists(st.floats(-2, 2), min_size=1, max_size=60), across=st.floats(0, 3))
def test_a_thinned_curve_passes_every_point_within_the_slack(
    values: list[float], across: float
) -> None:
    spots = [Spot(turn * across, value) for turn, value in enumerate(values)]
    kept = thinned(spots, slack=0.1)
    assert (kept[0], kept[-1]) == (spots[0], spots[-1])
    if across > 0.5:
        assert all(_miss(spot, kept) <= 0.1001 for spot in spots)


def _miss(spot: Spot, kept: list[Spot]) -> float:
    """How far from the lines between kept points a point lies; they are ordered across."""
    start, end = next(pair for pair in pairwise((*kept, kept[-1])) if pair[1].x >= spot.x)
    part = (spot.x - start.x) / (end.x - start.x) if end.x > start.x else 0.0
    return abs(start.value + part * (end.value - start.value) - spot.value)
