"""What is due is done once, by whoever claims it, as late as it is still worth it."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.doing import ATTEMPTS, LEASE, pause_after
from bot.due_work import DueWork
from bot.errors import SourceUnavailable
from bot.model.due import Planned
from tests.fakes.clock import NOON
from tests.storage.build import asked
from tests.unasked.conftest import context_of
from tests.unasked.jobs import HOUR, Hourly, slot

if TYPE_CHECKING:
    import pytest

    from bot.job import Job, JobContext
    from storage.database import SqliteStore
    from tests.fakes.clock import FixedClock

MINUTE = timedelta(minutes=1)


def working(context: JobContext, *jobs: Job) -> DueWork:
    """A process that has just started."""
    return DueWork(context, jobs={job.name: job for job in jobs})


async def was_done(store: SqliteStore, *slots: str) -> list[bool]:
    return [await store.transact(lambda tx, key=key: tx.audit.knows(key)) for key in slots]  # type: ignore[misc] # mypy cannot infer a lambda with a default


async def until_done(store: SqliteStore, key: str) -> None:
    async with asyncio.timeout(10):
        while await was_done(store, key) != [True]:
            pass


async def test_a_slot_is_done_when_it_is_due_and_never_again(
    context: JobContext, store: SqliteStore, clock: FixedClock
) -> None:
    hourly = Hourly()
    work = working(context, hourly.job())
    clock.move(MINUTE)
    await work.tick()
    assert hourly.ran == []
    assert await work.next_due() == Planned("hourly", slot("hub", NOON + HOUR), NOON + HOUR)

    clock.move(59 * MINUTE)
    for _ in range(3):
        await work.tick()
    await working(context, hourly.job()).tick()

    assert hourly.ran == [slot("hub", NOON + HOUR)]
    assert await was_done(store, *hourly.ran) == [True]


async def test_at_the_first_start_nothing_is_made_up_for(
    context: JobContext, clock: FixedClock
) -> None:
    hourly = Hourly()
    clock.move(MINUTE)
    await working(context, hourly.job()).tick()
    assert hourly.ran == []


async def test_after_an_outage_all_is_made_up_for_in_its_order_and_what_is_too_late_is_skipped(
    context: JobContext, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    hourly = Hourly()
    await working(context, hourly.job()).tick()
    hourly.ran.clear()
    clock.move(9 * HOUR)

    await working(context, hourly.job(grace=3 * HOUR)).tick()

    assert hourly.ran == [slot("hub", NOON + hours * HOUR) for hours in (6, 7, 8, 9)]
    skipped = [each.message for each in caplog.records if each.levelno == logging.WARNING]
    assert skipped == [
        f"skipped hourly hub@23T{hour}: it was due {late}:00:00 ago"
        for hour, late in ((13, 8), (14, 7), (15, 6), (16, 5), (17, 4))
    ]


async def test_a_job_may_want_only_the_newest_of_each_series(
    context: JobContext, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    hourly = Hourly(series=("hub", "twins"))
    await working(context, hourly.job(newest_only=True)).tick()
    hourly.ran.clear()
    clock.move(4 * HOUR)

    await working(context, hourly.job(newest_only=True)).tick()

    assert hourly.ran == [slot("hub", NOON + 4 * HOUR), slot("twins", NOON + 4 * HOUR)]
    assert caplog.text.count("a later one is due already") == 6


async def test_after_a_very_long_outage_a_month_is_looked_back(
    context: JobContext, clock: FixedClock
) -> None:
    hourly = Hourly()
    await working(context, hourly.job()).tick()
    clock.move(timedelta(days=365))
    await working(context, hourly.job(newest_only=True)).tick()
    start, _ = hourly.planned[-1]
    assert clock.now() - start == timedelta(days=30)


async def test_a_job_that_breaks_holds_up_no_other_and_is_tried_again_ever_later(
    context: JobContext, store: SqliteStore, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = Hourly("broken"), Hourly("sound", series=("twins",))
    work = working(context, broken.job(grace=timedelta(days=9)), sound.job())
    await work.tick()
    assert await was_done(store, *broken.ran, *sound.ran) == [True, True]
    clock.move(HOUR)
    await work.tick()
    broken.ran.clear()
    clock.move(HOUR)
    broken.breaks = LookupError("nobody home")

    await work.tick()
    assert sound.ran[-1] == slot("twins", NOON + 2 * HOUR)
    assert await was_done(store, sound.ran[-1]) == [True]
    (fault,) = [each for each in caplog.records if "to be tried again" in each.message]
    assert fault.exc_info is not None
    assert fault.reference in fault.message  # type: ignore[attr-defined] # passed as extra

    for attempt in range(1, ATTEMPTS):
        clock.move(pause_after(attempt) - timedelta(seconds=1))
        await work.tick()
        assert broken.ran.count(slot("hub", NOON + 2 * HOUR)) == attempt
        clock.move(timedelta(seconds=1))
        await work.tick()
    clock.move(timedelta(days=1))
    await work.tick()
    assert broken.ran.count(slot("hub", NOON + 2 * HOUR)) == ATTEMPTS
    assert f"broken {slot('hub', NOON + 2 * HOUR)}, given up" in caplog.text


async def test_a_job_recovers_once_its_source_does(
    context: JobContext, store: SqliteStore, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    hourly = Hourly()
    work = working(context, hourly.job())
    clock.move(MINUTE)
    await work.tick()
    clock.move(HOUR)
    hourly.breaks = SourceUnavailable("Slack does not answer.")
    await work.tick()
    hourly.breaks = None
    clock.move(pause_after(1))
    await work.tick()

    assert await was_done(store, slot("hub", NOON + HOUR)) == [True]
    (said,) = [each for each in caplog.records if "to be tried again" in each.message]
    assert (said.levelno, said.exc_info) == (logging.WARNING, None)


async def test_a_slow_job_holds_up_no_other(
    context: JobContext, store: SqliteStore, clock: FixedClock
) -> None:
    slow, quick = Hourly("slow", held=asyncio.Event()), Hourly("quick", series=("twins",))
    work = working(context, slow.job(), quick.job())
    for _ in range(3):
        await work.begin()
        await until_done(store, slot("twins", clock.now()))
        clock.move(HOUR)
    assert slow.ran == [slot("hub", NOON)]
    assert slow.held is not None
    slow.held.set()
    await work.close()


async def test_whoever_stops_claims_no_more(
    context: JobContext, store: SqliteStore, clock: FixedClock
) -> None:
    hourly = Hourly(held=asyncio.Event())
    work = working(context, hourly.job())
    await work.begin()
    await hourly.begun.wait()
    later = Planned("hourly", slot("hub", NOON + HOUR), NOON + HOUR)
    await store.transact(lambda tx: tx.due.plan([later]))
    clock.move(HOUR)
    stopping = asyncio.create_task(work.close())
    await asyncio.sleep(0)
    assert hourly.held is not None
    hourly.held.set()
    await stopping
    assert hourly.ran == [slot("hub", NOON)]
    assert await store.transact(lambda tx: tx.due.late(now=NOON + HOUR)) == 1


async def test_what_another_has_taken_over_changes_nothing(
    context: JobContext, store: SqliteStore, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    stuck, sound = Hourly(held=asyncio.Event()), Hourly()
    one, other = working(context, stuck.job()), working(context, sound.job())
    await one.begin()
    await stuck.begun.wait()
    clock.move(LEASE)
    await other.tick()
    assert sound.ran == stuck.ran == [slot("hub", NOON)]
    assert stuck.held is not None
    stuck.held.set()
    await one.close()

    assert await was_done(store, slot("hub", NOON)) == [True]
    assert "was taken over by another process" in caplog.text


async def test_what_cannot_be_written_down_leaves_the_slot_open(
    context: JobContext, store: SqliteStore, clock: FixedClock
) -> None:
    hourly = Hourly()
    await store.transact(lambda tx: tx.audit.record(asked(slot("hub", NOON))))
    work = working(context, hourly.job())
    await work.tick()
    assert hourly.ran == [slot("hub", NOON)]

    await store.transact(lambda tx: tx.audit.forget_before(NOON + HOUR))
    clock.move(pause_after(1))
    await work.tick()
    assert hourly.ran == [slot("hub", NOON)] * 2
    assert await was_done(store, slot("hub", NOON)) == [True]


async def test_planning_that_fails_is_tried_again_from_where_it_was(
    context: JobContext, store: SqliteStore, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    hourly = Hourly()
    work = working(context, hourly.job())
    await work.tick()
    hourly.unplanned = SourceUnavailable("PagerDuty does not answer.")
    clock.move(3 * HOUR)
    await work.tick()
    assert "cannot plan hourly: PagerDuty does not answer." in caplog.text
    hourly.unplanned = None
    clock.move(MINUTE)
    await work.tick()
    assert (
        await was_done(store, *(slot("hub", NOON + hours * HOUR) for hours in (1, 2, 3)))
        == [True] * 3
    )


async def test_a_slot_of_a_job_that_is_not_known_here_is_left_to_who_knows_it(
    context: JobContext, store: SqliteStore, clock: FixedClock
) -> None:
    hourly = Hourly()
    await store.transact(lambda tx: tx.due.plan([Planned("hourly", slot("hub", NOON), NOON)]))
    await working(context).tick()
    clock.move(pause_after(1))
    await working(context, hourly.job()).tick()
    assert await was_done(store, slot("hub", NOON)) == [True]


async def test_more_than_is_claimed_at_once_is_done_in_one_tick(
    context: JobContext, store: SqliteStore
) -> None:
    hourly = Hourly(series=tuple(f"s{number}" for number in range(1200)))
    work = working(context, hourly.job())
    await work.tick()
    assert len(hourly.ran) == len(set(hourly.ran)) == 1200
    assert await store.transact(lambda tx: tx.due.late(now=NOON)) == 0


async def test_two_processes_share_what_is_due(store: SqliteStore, clock: FixedClock) -> None:
    hourly = Hourly(series=tuple(f"s{number}" for number in range(40)))
    both = [working(context_of(store, clock), hourly.job()) for _ in range(2)]
    for _ in range(10):
        await asyncio.gather(*(work.tick() for work in both))
        clock.move(HOUR)
    assert len(hourly.ran) == len(set(hourly.ran)) == 400
