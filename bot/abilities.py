"""What works where: each platform says it once, and the README's table is drawn from it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def _ability(label: str) -> str:
    text: str = field(metadata={"label": label})
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """One platform's column: how each thing is done there, in a few words."""

    asked: str = _ability("Ask")
    threads: str = _ability("In a thread")
    private: str = _ability("Answers for the asker alone")
    public: str = _ability("Show everyone")
    buttons: str = _ability("Buttons")
    forms: str = _ability("Forms")
    charts: str = _ability("Charts and timelines")
    slow: str = _ability("When a source is slow")
    unasked: str = _ability("What it says unasked")
    identity: str = _ability("Who somebody is")


def table(platforms: Mapping[str, Abilities]) -> str:
    """Every platform's abilities, as a Markdown table."""
    lines = [f"| | {' | '.join(platforms)} |", "|---" * (len(platforms) + 1) + "|"]
    for each in fields(Abilities):
        cells = (getattr(abilities, each.name) for abilities in platforms.values())
        lines.append(f"| {each.metadata['label']} | {' | '.join(cells)} |")
    return "\n".join(lines)
