"""``make bench``: measures, prints a table, and writes it to bench/RESULTS.md."""

from __future__ import annotations

import asyncio
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

from bench import slow_source, speed

RESULTS = Path(__file__).parent / "RESULTS.md"


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to reach: what was measured, and the limit on its good side."""

    what: str
    measured: float
    limit: float
    unit: str
    at_least: bool = False

    @property
    def reached(self) -> bool:
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit

    def row(self) -> str:
        """One line of the table."""
        sign = "≥" if self.at_least else "≤"
        unit = self.unit if self.unit == "×" else f" {self.unit}"
        verdict = "yes" if self.reached else "**no**"
        return (
            f"| {self.what} | {self.measured:.2f}{unit} | {sign} {self.limit:g}{unit} | {verdict} |"
        )


async def goals() -> tuple[str, list[Goal]]:
    """Measure everything."""
    found = await speed.measure()
    bolt, ours = found["bolt"], found["rapport"]
    heard = await slow_source.measure()
    absolute = "\n".join(
        f"| {name} | {each.per_second:,.0f} | {each.p50_calm * 1000:.2f} "
        f"| {each.resident_mib:.0f} |"
        for name, each in found.items()
    )
    rate = ours.per_second / bolt.per_second
    wait = ours.p50_calm / bolt.p50_calm
    return absolute, [
        Goal("answers/s with 32 connections ÷ bare Bolt", rate, 0.55, "×", at_least=True),
        Goal("p50 with 1 connection ÷ bare Bolt", wait, 2.2, "×"),
        Goal("memory of `serve`, Slack only", ours.resident_mib, 80, "MiB"),
        Goal("source hangs, 50 ask: acknowledged, p99", heard.acknowledged * 1000, 300, "ms"),
        Goal("source hangs, 50 ask: a true sentence, p99", heard.told * 1000, 2000, "ms"),
    ]


def main() -> int:
    """Print and write the table; 1 if a goal was missed."""
    absolute, reached = asyncio.run(goals())
    table = "\n".join(goal.row() for goal in reached)
    page = f"""\
# Measured

Written by `make bench`. Ratios come from one interleaved run; absolute figures drift with the
machine (here: Python {platform.python_version()}, {platform.machine()}).

| | measured | to reach | reached |
|---|---|---|---|
{table}

A full signed `/sre budget iot-hub` answer, beside what it stands on:

| | requests/s, 32 connections | p50 ms, 1 connection | MiB |
|---|---|---|---|
{absolute}
"""
    sys.stdout.write(page)
    RESULTS.write_text(page)
    return 0 if all(goal.reached for goal in reached) else 1


if __name__ == "__main__":
    sys.exit(main())
