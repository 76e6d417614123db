from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.drawing import meter, sparkline
from bot.model.curve import Point
from tests.drawing.scenes import START, chart, healthy

SHARES = st.decimals(-3, 3, places=4)
WIDTHS = st.integers(1, 60)


def test_a_sparkline_goes_down_with_the_budget() -> None:
    values = [1, 0.85, 0.7, 0.56, 0.4, 0.3, 0.1, 0]
    assert sparkline(chart(values).points, width=8) == "█▇▆▅▄▃▂▁"


def test_the_lowest_bar_means_nothing_left_or_less() -> None:
    assert sparkline(chart([0.01, 0, -0.5]).points, width=3) == "▂▁▁"


def test_a_gap_holds_the_last_value_before_it() -> None:
    early = (Point(START, Decimal(1)), Point(START + timedelta(hours=1), Decimal("0.5")))
    points = (*early, Point(START + timedelta(hours=10), Decimal(0)))
    assert sparkline(points, width=5) == "▅▅▅▅▁"


def test_no_points_are_dots_and_no_bars() -> None:
    assert sparkline((), width=5) == "·····"
    assert sparkline((), width=5, ascii=True) == "....."


def test_a_plain_terminal_gets_plain_characters() -> None:
    assert sparkline(chart([1, 0.5, 0]).points, width=3, ascii=True) == "#=_"
    assert meter(Decimal("0.5"), width=6, ascii=True) == "###---"
    assert meter(Decimal("-0.5"), width=6, ascii=True) == "<-----"


def test_a_meter_is_as_full_as_its_share() -> None:
    assert meter(Decimal("0.3"), width=10) == "▰▰▰▱▱▱▱▱▱▱"


def test_a_little_still_shows_and_only_everything_is_full() -> None:
    assert meter(Decimal("0.001"), width=5) == "▰▱▱▱▱"
    assert meter(Decimal("0.999"), width=5) == "▰▰▰▰▱"
    assert meter(Decimal(1), width=5) == "▰▰▰▰▰"


def test_less_than_nothing_is_empty_with_an_arrow() -> None:
    assert meter(Decimal(-2), width=5) == "◂▱▱▱▱"


@given(values=st.lists(SHARES, min_size=1, max_size=50), width=WIDTHS, plain=st.booleans())
def test_a_sparkline_has_the_width_asked_for(
    values: list[Decimal], width: int, plain: bool
) -> None:
    points = tuple(Point(START + timedelta(hours=at), value) for at, value in enumerate(values))
    drawn = sparkline(points, width=width, ascii=plain)
    assert len(drawn) == width
    assert drawn.isascii() is plain


@given(one=SHARES, other=SHARES, width=WIDTHS)
def test_a_meter_never_shrinks_as_its_share_grows(one: Decimal, other: Decimal, width: int) -> None:
    less, more = sorted((one, other))
    assert len(meter(less, width=width)) == len(meter(more, width=width)) == width
    assert meter(less, width=width).count("▰") <= meter(more, width=width).count("▰")


def test_a_month_fits_in_a_line() -> None:
    assert sparkline(healthy().points) == "███████▇▇▇▇▇▇▇▇▇▇▆▆▆"
