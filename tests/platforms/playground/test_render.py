"""What the page gets of a picture: one drawing for wide rooms and one for narrow ones."""

import json
from xml.etree import ElementTree as ET

from adapters.playground.render import card_json
from bot.drawing.palette import STYLE
from bot.reply import Card
from bot.reply_timeline import Timeline
from tests.drawing import timelines


def drawn(shown: Timeline) -> dict[str, str]:
    """A timeline as the page gets it."""
    (block,) = json.loads(json.dumps(card_json(Card("On call", blocks=(shown,)))))["blocks"]
    return dict(block)


def test_a_timeline_is_drawn_twice_and_told_in_words() -> None:
    shown = timelines.two_sides()
    block = drawn(shown)

    assert (block["type"], block["title"], block["alt"]) == ("timeline", shown.title, shown.alt)
    wide, narrow = (ET.fromstring(block[name]) for name in ("svg", "small"))
    assert (wide.attrib["width"], narrow.attrib["width"]) == ("600", "320")
    assert int(narrow.attrib["height"]) > int(wide.attrib["height"])


def test_its_style_sheet_is_the_one_that_the_page_allows() -> None:
    block = drawn(timelines.two_sides())

    assert f"<style>{STYLE}</style>" in block["svg"]
    assert "style=" not in block["svg"]
