"""``make bench``: measures, prints a table, and writes it to bench/RESULTS.md.

``python -m bench due delivery`` measures these parts alone, and only prints.
"""

from __future__ import annotations

import asyncio
import platform
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench import burst, loading, slow_source, speed
from bench import due as due_rows
from bench import oncall as warm_oncall
from bench.teams import slow_token
from bench.teams import speed as teams_speed
from bot.desk import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bench.speed import Measured

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


@dataclass(frozen=True, slots=True)
class Part:
    """What was measured together: goals, and what else there is to say."""

    goals: list[Goal]
    more: str = ""


_SLACK = """
A full signed `/sre budget iot-hub` answer, beside what it stands on:

| | requests/s, 32 connections | p50 ms, 1 connection | MiB |
|---|---|---|---|
{}
"""
_TEAMS = """
A full `budget iot-hub` on Teams, from the signed message to the reply at the connector, beside
echoes. All on one core; Microsoft's is spared its way to a token, which would hold it up further.
Rapport serves both platforms.

| | turns/s, 32 people | p50 ms, 1 person | MiB |
|---|---|---|---|
{}
"""


async def slack() -> Part:
    """Measure everything on Slack."""
    found = await speed.measure()
    bolt, ours = found["Bolt"], found["Rapport"]
    heard = await slow_source.measure()
    rate = ours.per_second / bolt.per_second
    # What the asker must wait at least: the desk's patience, and as many quick answers.
    patience = AT_ONCE + slow_source.ASKERS / ours.per_second
    goals = [
        Goal("Slack: answers/s with 32 connections ÷ bare Bolt", rate, 0.55, "×", at_least=True),
        Goal("Slack: p50 with 1 connection ÷ bare Bolt", ours.waits(bolt), 2.2, "×"),
        Goal("memory of `serve`, Slack only", ours.resident_mib, 80, "MiB"),
        Goal(
            "source hangs, 50 ask: acknowledged, p99 ÷ (0.25 s + 50 quick answers)",
            heard.acknowledged / patience,
            1.1,
            "×",
        ),
        Goal("source hangs, 50 ask: a true sentence, p99", heard.told * 1000, 2000, "ms"),
    ]
    return Part(goals, _SLACK.format(_table(found)))


async def teams() -> Part:
    """Measure everything on Teams."""
    found = await teams_speed.measure()
    stock, echo, ours = (found[name] for name in ("Microsoft's echo", "our echo", "Rapport"))
    waited = await slow_token.measure()
    echoes = echo.per_second / stock.per_second
    answers = ours.per_second / stock.per_second
    goals = [
        Goal("Teams: echoes/s ÷ Microsoft's echo", echoes, 8, "×", at_least=True),
        Goal("Teams: answers/s ÷ Microsoft's echo", answers, 5, "×", at_least=True),
        Goal("a token takes 5 s: longest stall", waited.stall * 1000, 50, "ms"),
        Goal("memory of `serve`, Slack and Teams", ours.resident_mib, 105, "MiB"),
    ]
    return Part(goals, _TEAMS.format(_table(found)))


async def due() -> Part:
    """Measure how fast what is due is claimed."""
    found = await due_rows.measure()
    times = found.scheduler / found.claims
    return Part(
        [
            Goal(
                "10,000 due at once: APScheduler's memory store ÷ claims",
                times,
                30,
                "×",
                at_least=True,
            ),
            Goal("10,000 due at once: longest transaction", found.longest * 1000, 50, "ms"),
        ]
    )


async def delivery() -> Part:
    """Measure how close to what is allowed a burst goes out."""
    found = await burst.measure()
    return Part(
        [
            Goal("2,500 posts at once: time ÷ ideal", found.over_ideal, 1.2, "×"),
            Goal("2,500 posts at once: requests ÷ posts", found.requests, 1.02, "×"),
            Goal("2,500 posts at once: lost, or posted twice", found.lost, 0, "posts"),
        ]
    )


async def oncall() -> Part:
    """Measure an answer to who is on call beside one about a budget."""
    found = await warm_oncall.measure()
    times = found.oncall / found.budget
    return Part([Goal("`oncall` over 730 events, warm ÷ `budget`, warm", times, 2, "×")])


async def config() -> Part:
    """Measure how long app.yaml takes to read."""
    return Part([Goal("app.yaml: read and checked ÷ its YAML in C", loading.measure(), 5, "×")])


PARTS: Mapping[str, Callable[[], Awaitable[Part]]] = {
    "slack": slack,
    "teams": teams,
    "due": due,
    "delivery": delivery,
    "config": config,
    "oncall": oncall,
}


def _table(found: Mapping[str, Measured]) -> str:
    return "\n".join(
        f"| {name} | {each.per_second:,.0f} | {each.p50_calm * 1000:.2f} "
        f"| {each.resident_mib:.0f} |"
        for name, each in found.items()
    )


async def _measured(names: Sequence[str]) -> list[Part]:
    return [await PARTS[name]() for name in names]


def main(names: Sequence[str]) -> int:
    """Print the table, and write it if all of it was measured; 1 if a goal was missed."""
    parts = asyncio.run(_measured(names or list(PARTS)))
    goals = [goal for part in parts for goal in part.goals]
    table = "\n".join(goal.row() for goal in goals)
    more = "".join(part.more for part in parts)
    page = f"""\
# Measured

Written by `make bench`. Ratios come from one interleaved run; absolute figures drift with the
machine (here: Python {platform.python_version()}, {platform.machine()}).

| | measured | to reach | reached |
|---|---|---|---|
{table}
{more}"""
    sys.stdout.write(page)
    if not names:
        RESULTS.write_text(page)
    return 0 if all(goal.reached for goal in goals) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
