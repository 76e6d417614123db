"""The headlines of many situations side by side, to be read critically as a user would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.door import Door, facts, notes
from tests.fakes.budgets import ScriptedSource, reading

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from bot.reply import Card
    from tests.fakes.clock import FixedClock

HUB = "iot-hub/availability"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Situation:
    """What the source says, where a million requests allow 500 bad ones."""

    called: str
    bad: int = 0
    total: int = 1_000_000
    before: tuple[int, int] | None = None
    seen: timedelta | None = timedelta(0)
    failed_since: timedelta | None = None


SITUATIONS = (
    Situation("nothing bad at all"),
    Situation("a single bad request", bad=1),
    Situation("a quiet month", bad=60),
    Situation("half is gone", bad=250),
    Situation("just below half", bad=249),
    Situation("three quarters are gone", bad=375),
    Situation("nearly all is gone", bad=499),
    Situation("exactly all is gone", bad=500),
    Situation("one too many", bad=501),
    Situation("half as much again", bad=750),
    Situation("ten times too many", bad=5_000),
    Situation("better than yesterday, tier kept", bad=240, before=(260, 240)),
    Situation("recovered yesterday, tier kept", bad=300, before=(400, 510)),
    Situation("all clean today, tier kept", bad=0, before=(380, 380)),
    Situation("a single request, and it was good", total=1),
    Situation("a single request, and it was bad", bad=1, total=1),
    Situation("no traffic", total=0),
    Situation("nothing matches", total=0, seen=None),
    Situation("samples stopped an hour ago", bad=60, seen=HOUR),
    Situation("samples stopped last year", bad=750, seen=400 * DAY),
    Situation("samples stopped before any traffic", total=0, seen=DAY),
    Situation("source down since a minute", bad=60, failed_since=timedelta(minutes=1)),
    Situation("source down since three hours", bad=60, failed_since=3 * HOUR),
    Situation("source down, overspent before", bad=750, failed_since=2 * DAY),
    Situation("source down, no traffic before", total=0, failed_since=HOUR),
)


def _set(source: ScriptedSource, clock: FixedClock, situation: Situation) -> None:
    found = reading(
        clock.now(),
        bad=situation.bad,
        total=situation.total,
        before=situation.before,
        seen=situation.seen,
    )
    source.set(HUB, found)


async def _card(
    counted: Door, source: ScriptedSource, clock: FixedClock, situation: Situation
) -> Card:
    _set(source, clock, situation)
    if situation.failed_since:
        await counted("budget iot-hub")
        clock.move(situation.failed_since)
        source.failing = "The counter does not answer: connection refused."
    return (await counted("budget iot-hub")).card


@pytest.mark.golden
@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.called)
async def test_every_situation_has_its_own_true_words(
    situation: Situation,
    counted: Door,
    source: ScriptedSource,
    clock: FixedClock,
    snapshot: SnapshotAssertion,
) -> None:
    card = await _card(counted, source, clock, situation)
    lines = [f"{card.headline}  [{card.tone}]"]
    lines += [f"    {label}: {said}" for label, said in facts(card).items()]
    lines += [f"    ({notes(card)})"]
    assert "\n".join(lines) == snapshot


async def test_no_two_states_of_knowledge_sound_alike(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    headlines = set()
    for situation in SITUATIONS:
        if not situation.failed_since:
            _set(source, clock, situation)
            headlines.add((await counted("budget iot-hub")).card.headline)
            clock.move(source.freshness)
    assert len(headlines) > len(SITUATIONS) / 2
