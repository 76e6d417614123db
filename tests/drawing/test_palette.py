from dataclasses import fields
from itertools import combinations
from math import dist
from math import pow as power

import pytest

from bot.drawing.bars import HATCHED, TINTS
from bot.drawing.palette import DARK, LIGHT, Palette

Linear = tuple[float, float, float]
PAPERS = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
SEEN = {
    "every cone": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red cones": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "no green cones": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
}
"""Machado, Oliveira and Fernandes 2009, severity 1: what is left of linear red, green, blue."""


@PAPERS
def test_every_colour_of_words_is_legible_on_its_paper(colours: Palette) -> None:
    for use in (each.name for each in fields(Palette)):
        if use not in {"paper", "grid"}:
            assert _contrast(getattr(colours, use), colours.paper) >= 4.5, use


@PAPERS
@pytest.mark.parametrize("eye", SEEN)
def test_the_curve_stays_apart_from_every_level(colours: Palette, eye: str) -> None:
    for level in colours.levels:
        assert _distance(colours.curve, level, eye) > 0.2, level


@PAPERS
@pytest.mark.parametrize("eye", SEEN)
def test_the_levels_stay_apart_from_each_other(colours: Palette, eye: str) -> None:
    for one, other in combinations(colours.levels, 2):
        assert _distance(one, other, eye) > 0.1, (one, other)


@PAPERS
@pytest.mark.parametrize("tint", TINTS)
def test_names_are_legible_on_their_bars_also_at_weekends(colours: Palette, tint: str) -> None:
    for paper in (colours.paper, _over(colours.grid, colours.paper, 0.5)):
        bar = _over(colours.curve, paper, float(tint))
        assert _contrast(colours.ink, bar) >= 7


@PAPERS
def test_words_are_legible_even_on_a_stroke_of_hatching(colours: Palette) -> None:
    assert _contrast(colours.ink, _over(colours.curve, colours.paper, float(HATCHED))) >= 4.5
    assert _contrast(colours.bad, colours.paper) >= 4.5


@PAPERS
def test_a_gap_and_a_cover_are_outlined_so_that_they_are_seen(colours: Palette) -> None:
    for outline in (colours.curve, colours.bad):
        for tint in TINTS:
            assert _contrast(outline, _over(colours.curve, colours.paper, float(tint))) >= 3


@PAPERS
@pytest.mark.parametrize("eye", SEEN)
def test_neighbouring_bars_differ_to_every_eye(colours: Palette, eye: str) -> None:
    one, other = (_over(colours.curve, colours.paper, float(tint)) for tint in TINTS)
    assert _distance(one, other, eye) > 0.05


def _over(colour: str, paper: str, share: float) -> str:
    """A colour of which so much lies on a paper."""
    mixed = (
        round(int(colour[at : at + 2], 16) * share + int(paper[at : at + 2], 16) * (1 - share))
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{each:02x}" for each in mixed)


def _linear(colour: str) -> Linear:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _straight(red), _straight(green), _straight(blue)


def _straight(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else power((channel + 0.055) / 1.055, 2.4)


def _contrast(one: str, other: str) -> float:
    low, high = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue
        for red, green, blue in (_linear(one), _linear(other))
    )
    return (high + 0.05) / (low + 0.05)


def _distance(one: str, other: str, eye: str) -> float:
    """How far apart two colours look, in perceived channels from 0 to 1."""
    return dist(_perceived(one, eye), _perceived(other, eye))


def _perceived(colour: str, eye: str) -> list[float]:
    red, green, blue = _linear(colour)
    mixed = (r * red + g * green + b * blue for r, g, b in SEEN[eye])
    return [min(max(each, 0), 1) ** (1 / 2.2) for each in mixed]
