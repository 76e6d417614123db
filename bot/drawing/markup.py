"""Writing SVG: elements, numbers and words that are safe inside XML."""

from __future__ import annotations

import re
from html import escape
from typing import TypeAlias

Value: TypeAlias = str | float
"""What an attribute may hold."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write, not even escaped."""


def words(text: str) -> str:
    """Text as XML may carry it, between tags and in attributes."""
    return escape(_FORBIDDEN.sub("\ufffd", text))


def number(value: float) -> str:
    """A coordinate: a tenth of a pixel is finer than any eye."""
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def element(name: str, /, *children: str, **attributes: Value) -> str:
    """One element. Children are markup already; ``stroke_width`` becomes ``stroke-width``."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
    )
    if not children:
        return f"<{name}{written}/>"
    return f"<{name}{written}>{''.join(children)}</{name}>"


def _attribute(value: Value) -> str:
    return words(value) if isinstance(value, str) else number(value)
