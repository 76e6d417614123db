"""PromQL as app.yaml carries it: checked once, then filled in for any window.

Two forms are understood. A bare selector, ``http_requests_total{job="hub"}``, is counted with
``increase``. An expression carries ``[{{.window}}]`` wherever it looks back, as in OpenSLO files:
``sum(increase(http_requests_total{job="hub"}[{{.window}}]))``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from bot.config.concealing import shown
from bot.config.values import refused

SECOND = timedelta(seconds=1)

_STRING = r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|`[^`]*`'
_STRING_OR_COMMENT = re.compile(rf"({_STRING})|#[^\n]*", re.DOTALL)
_QUOTED = re.compile(_STRING, re.DOTALL)
_NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
_SELECTOR = rf"(?:{_NAME}\s*)?\{{[^{{}}]*\}}|{_NAME}"
_BARE = re.compile(_SELECTOR)
_RANGE = re.compile(r"\[[^\]]*\]")
_WINDOW = re.compile(r"\[\s*\{\{\s*\.window\s*\}\}\s*\]")
_COUNTED = re.compile(rf"({_SELECTOR})\s*{_WINDOW.pattern}")
_RATE = re.compile(r"\b(i?rate)\s*\(")


@dataclass(frozen=True, slots=True)
class Expression:
    """Something to count.

    Attributes:
        text: The selector, or the expression with its placeholders.
        selectors: The series that it counts, for questions about their samples.
        bare: Whether the text is a selector alone.
    """

    text: str
    selectors: tuple[str, ...]
    bare: bool

    def over(self, span: timedelta) -> str:
        """The number of events within a span that ends at the instant of the query."""
        looking_back = f"[{span // SECOND}s]"
        if self.bare:
            return f"sum(increase({self.text}{looking_back}))"
        return f"sum({_WINDOW.sub(looking_back, self.text)})"


def expression(written: str) -> Expression:
    """Understand what app.yaml says.

    Raises:
        PydanticCustomError: It is neither of the two forms; the message and the fix say why.
    """
    text = _STRING_OR_COMMENT.sub(lambda found: found[1] or "", written).strip()
    plain = _QUOTED.sub(lambda found: '"' + "_" * (len(found[0]) - 2) + '"', text)
    if _BARE.fullmatch(plain):
        return Expression(text, selectors=(text,), bare=True)
    for looking_back in _RANGE.findall(plain):
        if not _WINDOW.fullmatch(looking_back):
            raise refused(
                f"`{shown(looking_back)}` stands where the window belongs: "
                "several windows are asked for, from 5 minutes to weeks.",
                fix="Write `[{{.window}}]` in its place, and each window is filled in.",
            )
    if rate := _RATE.search(plain):
        raise refused(
            f"`{rate[1]}` gives events per second, and a budget counts events.",
            fix=f"Write `increase` in the place of `{rate[1]}`.",
        )
    # `plain` is as long as `text`, so that what is found in one can be cut out of the other.
    selectors = tuple(text[slice(*found.span(1))] for found in _COUNTED.finditer(plain))
    if not selectors:
        raise refused(
            f"`{shown(text)}` is neither a selector nor an expression over `[{{{{.window}}}}]`.",
            fix='Write one like `http_requests_total{job="hub"}`, or like '
            "`sum(increase(http_requests_total[{{.window}}]))`.",
        )
    return Expression(text, selectors=selectors, bare=False)
