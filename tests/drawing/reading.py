"""Reading an SVG back: its words and where everything in it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from bot.drawing.labels import width

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_ACROSS, _DOWN = ("x", "x1", "x2", "cx"), ("y", "y1", "y2", "cy")


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it stands: its middle line's left and right end, and its height."""

    text: str
    left: float
    right: float
    y: float
    size: float

    def touches(self, other: "Words") -> bool:
        """Whether the two stand on each other."""
        apart = abs(self.y - other.y) >= min(self.size, other.size) * 0.8
        return not apart and self.left < other.right and other.left < self.right


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def all_words(root: ET.Element) -> list[Words]:
    return [_words(each) for each in root.iter(f"{_NAMESPACE}text")]


def touching(root: ET.Element) -> list[tuple[str, str]]:
    """Pairs of texts of which one stands on the other."""
    pairs = combinations(all_words(root), 2)
    return [(one.text, other.text) for one, other in pairs if one.touches(other)]


def said(root: ET.Element) -> list[str]:
    return [each.text for each in all_words(root)]


def first(root: ET.Element, name: str) -> ET.Element:
    found = root.find(f"{_NAMESPACE}{name}")
    assert found is not None
    return found


def every(root: ET.Element, name: str) -> list[ET.Element]:
    return list(root.iter(f"{_NAMESPACE}{name}"))


def coordinates(root: ET.Element) -> Iterator[tuple[float, float]]:
    """Every point that the drawing names."""
    for each in root.iter():
        for across in _ACROSS:
            if across in each.attrib:
                yield float(each.attrib[across]), 0
        for down in _DOWN:
            if down in each.attrib:
                yield 0, float(each.attrib[down])
        for pair in re.findall(r"[ML](\S+) ([^\sMLVZ]+)", each.attrib.get("d", "")):
            yield float(pair[0]), float(pair[1])
        for pair in each.attrib.get("points", "").split():
            x, y = pair.split(",")
            yield float(x), float(y)


def _words(element: ET.Element) -> Words:
    text, x, size = element.text or "", float(element.attrib["x"]), _size(element)
    length = width(text, size=size)
    part = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.attrib.get("text-anchor", "start")]
    left = x - part * length
    return Words(text, left, left + length, float(element.attrib["y"]), size)


def _size(element: ET.Element) -> float:
    return float(element.attrib["font-size"])
