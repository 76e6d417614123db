import asyncio
import shutil
import subprocess

import pytest

from bot.drawing import FONTS, Theme, svg
from bot.drawing.labels import width
from bot.drawing.palette import DARK, LIGHT
from bot.drawing.raster import png, png_off_loop
from tests.drawing import scenes
from tests.drawing.pixels import MAGIC, picture, size


def test_a_picture_is_a_png_of_twice_the_size() -> None:
    drawn = png(svg(scenes.at_risk(), theme=Theme.LIGHT))
    assert drawn.startswith(MAGIC)
    assert size(drawn) == (1200, 600)


def test_light_and_dark_stand_on_their_own_paper_in_their_own_ink() -> None:
    for theme, colours in ((Theme.LIGHT, LIGHT), (Theme.DARK, DARK)):
        seen = picture(png(svg(scenes.at_risk(), theme=theme), scale=1)).colours()
        assert seen.most_common(1)[0][0] == colours.paper
        assert seen[colours.curve] > 100
        assert seen[colours.ink] > 50, "the title is written"


@pytest.mark.parametrize("words", ["iot-hub availability", "−878%", "10 Nov", "exhausted", "WWW"])
@pytest.mark.parametrize("weight", [400, 600])
def test_words_are_drawn_and_no_wider_than_we_reckon(words: str, weight: int) -> None:
    drawn = _written_width(words, weight)
    assert 0.6 * width(words, size=20) < drawn <= width(words, size=20)


def test_a_bold_face_is_drawn_bold() -> None:
    assert _written_width("exhausted", 600) > _written_width("exhausted", 400)


@pytest.mark.skipif(
    not shutil.which("fc-list") or not subprocess.check_output(["fc-list", ":lang=hy"]),
    reason="the system has no font with Armenian letters",
)
def test_letters_that_our_font_lacks_are_drawn_in_the_system_s() -> None:
    written = [_written("Ա"), _written("ն")]
    assert written[0] != written[1], "not two boxes"


async def test_off_the_loop_the_same_picture_comes_back() -> None:
    drawing = svg(scenes.overspent(), theme=Theme.DARK)
    assert await png_off_loop(drawing, scale=1) == png(drawing, scale=1)


async def test_the_loop_goes_on_while_a_picture_is_drawn() -> None:
    drawing = svg(scenes.at_risk(), theme=Theme.LIGHT, size=(1200, 800))
    drawn = asyncio.create_task(png_off_loop(drawing, scale=4))
    turns = 0
    while not drawn.done():
        await asyncio.sleep(0.002)
        turns += 1
    assert turns > 10  # drawn on the loop, it would have had one or two


async def test_what_is_no_drawing_is_an_error_and_no_picture() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        await png_off_loop("no drawing")


def _written_width(words: str, weight: int) -> float:
    """How wide the ink of a text is, written 20 pixels high."""
    return picture(_written(words, weight)).ink_width() / 2


def _written(words: str, weight: int = 400) -> bytes:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40" viewBox="0 0 300 40">'
        f'<text x="5" y="25" font-size="20" font-weight="{weight}" font-family="{FONTS}">{words}'
        "</text></svg>"
    )
    return png(drawing)
