"""Shares: the card's own as Teams' gauge, others as a bar of signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.teams.elements import MARKS, facts
from adapters.teams.text import one_line
from bot import phrases
from bot.drawing.text import meter
from bot.reply import Meter, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.teams.elements import Element
    from bot.reply import Block

_SIGNS = 10
"""A bar of so many and the words beside it are one line on a phone."""

_COLOURS = {
    Tone.NEUTRAL: "categoricalBlue",
    Tone.GOOD: "good",
    Tone.WATCH: "warning",
    Tone.AT_RISK: "warning",
    Tone.BAD: "attention",
    Tone.UNKNOWN: "categoricalLavender",
}


def gauged(blocks: Iterable[Block]) -> Meter | None:
    """The share that a card is about: its first. A gauge has no room below nothing or above all."""
    first = next((block for block in blocks if isinstance(block, Meter)), None)
    return first if first and 0 <= first.share <= 1 else None


def gauge(share: Meter) -> Element:
    """A needle over a half circle."""
    # The needle stands where the words say that it does.
    value = float(phrases.percent(share.share).strip("<%"))
    return {
        "type": "Chart.Gauge",
        "title": one_line(share.label),
        "value": value,
        "min": 0,
        "max": 100,
        "valueFormat": "Percentage",
        "segments": [
            {"legend": one_line(share.text), "size": value, "color": _COLOURS[share.tone]},
            {"legend": _rest(share), "size": 100 - value, "color": "neutral"},
        ],
        "fallback": bar(share),
    }


def _rest(share: Meter) -> str:
    """What is not left of something was spent."""
    return "spent" if "left" in share.text.split() else "the rest"


def bar(share: Meter) -> Element:
    """A bar of signs, with the tone as a mark."""
    return facts([(share.label, f"{MARKS[share.tone]}{meter(share.share, _SIGNS)} {share.text}")])
