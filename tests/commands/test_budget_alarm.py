"""``budget``: what goes fast is said at once; what is new is not overstated."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model.burn import WINDOWS
from bot.model.counts import Counts, Slice
from bot.reply import Table, Tone
from tests.door import Door, facts
from tests.fakes.budgets import ScriptedSource, reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from tests.fakes.clock import FixedClock

HUB, TWINS = "iot-hub/availability", "device-twins/availability"
DAY = timedelta(days=1)


def _going_fast() -> Mapping[str, Counts]:
    """Quiet over days, and 1 % bad in the last hour, where 0.05 % are allowed: 20×."""
    quiet = {name: Counts(1, 100_000) for name in WINDOWS}
    return {**quiet, "5m": Counts(10, 1_000), "1h": Counts(100, 10_000)}


async def test_a_budget_that_is_nearly_whole_but_goes_fast_says_so_at_once(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=50, recent=_going_fast()))
    card = (await counted("budget iot-hub")).card
    assert card.headline == (
        "iot-hub: 90% of the error budget left, healthy; burning at 20×, worth a page"
    )
    assert card.tone is Tone.AT_RISK
    assert card.data["alert"] == "fast"


async def test_while_a_page_is_due_the_forecast_goes_on_at_its_burn(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=50, recent=_going_fast()))
    card = (await counted("budget iot-hub")).card
    assert facts(card)["Runs out"].startswith("in 1.3 days at the last hour's burn")
    assert card.data["forecast_window"] == "1h"
    assert card.data["exhausts_at"] == clock.now() + timedelta(days=28) * 0.9 / 20


async def test_what_goes_fast_is_listed_before_what_is_nearly_gone(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=50, recent=_going_fast()))
    source.set(TWINS, reading(clock.now(), bad=900))
    card = (await counted("budget", as_="bob", in_=None)).card
    assert card.headline.startswith("Of 2 services, iot-hub is worst: 90%")
    (table,) = [block for block in card.blocks if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == ["iot-hub", "device-twins"]


def _days(clock: FixedClock, *, known: int) -> tuple[Slice, ...]:
    now: datetime = clock.now()
    return tuple(
        Slice(now - (n + 1) * DAY, now - n * DAY, Counts(1, 40_000)) for n in reversed(range(known))
    )


async def test_a_service_that_is_three_days_old_speaks_of_three_days(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set(HUB, reading(clock.now(), bad=3, total=120_000, slices=_days(clock, known=3)))
    left = facts((await counted("budget iot-hub")).card)["Left"]
    assert left == (
        "57 of the 60 bad requests that 3 days so far allow, worth 2.1 min of full outage"
    )
