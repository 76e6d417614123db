"""The icons keep Microsoft's rules: sizes, safe area, contrast, and white alone in the outline."""

from collections.abc import Callable
from itertools import chain

import pytest

from adapters.teams import icons
from bot.drawing.palette import LIGHT
from tests.drawing.pixels import Picture, picture, size

Pixel = tuple[int, int, int, int]
SMOOTHING = 24
"""By how much of 255 the two sides of an edge may differ."""


def pixels(drawn: Picture) -> list[list[Pixel]]:
    """Row by row: red, green, blue, alpha."""
    return [
        [(row[at], row[at + 1], row[at + 2], row[at + 3]) for at in range(0, len(row), 4)]
        for row in drawn.rows
    ]


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_they_have_the_sizes_that_teams_wants() -> None:
    assert size(icons.colour()) == (192, 192)
    assert size(icons.outline()) == (32, 32)


def test_the_coloured_icon_is_full_and_its_mark_stays_in_the_safe_area() -> None:
    rows = pixels(picture(icons.colour()))
    paper = (0x1A, 0x5F, 0xB4, 255)
    inked = [(x, y) for y, row in enumerate(rows) for x, pixel in enumerate(row) if pixel != paper]

    assert {pixel[3] for row in rows for pixel in row} == {255}
    safe = range((192 - icons.SAFE) // 2, (192 + icons.SAFE) // 2)
    assert [at for at in inked if at[0] not in safe or at[1] not in safe] == []
    assert max(x for x, _ in inked) - min(x for x, _ in inked) > 0.95 * icons.SAFE


def test_the_coloured_icon_shows_white_and_gold_on_blue_apart_for_every_eye() -> None:
    seen = picture(icons.colour()).colours()

    assert seen[icons.WHITE] > 3_000
    assert seen[icons.GOLD] > 500
    for ink in (icons.WHITE, icons.GOLD):
        assert contrast(ink, LIGHT.curve) >= 4.5


def test_the_outline_is_white_and_nothing_else() -> None:
    seen = list(chain.from_iterable(pixels(picture(icons.outline()))))

    assert {pixel[:3] for pixel in seen if pixel[3]} == {(255, 255, 255)}
    assert 150 < sum(pixel[3] > 200 for pixel in seen) < 400, "strokes, not a blot"
    assert sum(pixel[3] == 0 for pixel in seen) > 300, "see-through around and inside"


@pytest.mark.parametrize("icon", [icons.colour, icons.outline])
def test_the_mark_is_the_same_to_the_left_as_to_the_right(icon: Callable[[], bytes]) -> None:
    for row in pixels(picture(icon())):
        for left, right in zip(row, reversed(row), strict=True):
            assert max(abs(a - b) for a, b in zip(left, right, strict=True)) <= SMOOTHING
