"""Where a decision can be read, also if it was said by a slash command, and after a quarter."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.jobs import forget
from tests.decisions.house import JOBS, work_of
from tests.decisions.test_exporting import export, files
from tests.door import facts
from tests.outbox import arrive, unasked

if TYPE_CHECKING:
    from pathlib import Path

    from tests.door import Door

FREEZE = 'decide iot-hub freeze "Do we freeze until the gate is in?"'
TAKE = "conclude D-1 yes because two bad releases went past it"
CHAT = "https://chat.example/"
ASKED = f"{CHAT}decision-1-opened-playground/iot-hub"
DECIDED = f"{CHAT}decision-1-decided-playground/iot-hub"


async def exported(ask: Door, folder: Path) -> str:
    """The record of the only decision."""
    await export(ask, folder)
    return files(folder)["D-0001-do-we-freeze-until-the-gate-is-in.md"]


async def test_the_record_of_what_has_no_address_has_those_of_our_own_posts(
    ask: Door, tmp_path: Path
) -> None:
    await ask(FREEZE, as_="erin")
    await arrive(ask.store, now=ask.clock.now(), link=CHAT)
    await ask(TAKE, as_="bob")
    await arrive(ask.store, now=ask.clock.now(), link=CHAT)
    record = await exported(ask, tmp_path / "records")
    assert f"- Asked in: <{ASKED}>\n" in record
    assert f"- Decided in: <{DECIDED}>\n" in record


async def test_a_record_never_says_in_whose_direct_messages_something_was_said(
    ask: Door, tmp_path: Path
) -> None:
    await ask(FREEZE, as_="erin", in_=None)
    await ask(TAKE, as_="bob", in_=None)
    record = await exported(ask, tmp_path / "records")
    assert "- Asked in: playground, a direct message\n" in record
    assert "- Decided in: playground, a direct message\n" in record
    assert "direct-" not in record


async def test_addresses_outlast_the_posts_that_the_outbox_forgets(
    ask: Door, tmp_path: Path
) -> None:
    await ask(FREEZE, as_="erin")
    await arrive(ask.store, now=ask.clock.now(), link=CHAT)
    await ask(TAKE, as_="bob")
    await arrive(ask.store, now=ask.clock.now(), link=CHAT)
    nights = work_of(ask, ask.store, ask.clock, jobs={**JOBS, forget.NAME: forget.JOB})
    for span in (*(timedelta(days=30),) * 3, *(timedelta(days=1),) * 2):
        ask.clock.move(span)
        await nights.tick(anew=True)
    posted = ("decision 1 opened", "decision 1 decided")
    assert not [each for each in await unasked(ask.store) if each.key.startswith(posted)]
    card = (await ask("decision D-1")).card
    assert (facts(card)["Asked in"], facts(card)["Decided in"]) == (ASKED, DECIDED)
    assert f"- Decided in: <{DECIDED}>\n" in await exported(ask, tmp_path / "records")
