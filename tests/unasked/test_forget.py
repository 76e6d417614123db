"""Once a day the store forgets what is older than anybody needs."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.due_work import DueWork
from bot.jobs.forget import JOB, KEPT, KEPT_UNASKED
from bot.model.due import Planned
from bot.outgoing import Outgoing
from bot.ports.chat import Posted
from bot.reply import Card
from bot.request import Place
from tests.fakes.clock import NOON
from tests.storage.build import asked

if TYPE_CHECKING:
    import pytest

    from bot.job import JobContext
    from bot.ports.store import Tx
    from storage.database import SqliteStore
    from tests.fakes.clock import FixedClock

SECOND = timedelta(seconds=1)
AT_NIGHT = NOON + timedelta(hours=15, minutes=30)
HUB = Place("slack", "CHUB")


async def test_at_half_past_three_questions_of_more_than_400_days_ago_are_forgotten(
    context: JobContext, store: SqliteStore, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="bot.jobs.forget")
    work = DueWork(context, jobs={"forget": JOB})
    old, edge = AT_NIGHT - KEPT - SECOND, AT_NIGHT - KEPT
    for at in (old, edge, NOON):
        await store.transact(lambda tx, at=at: tx.audit.record(asked(str(at), at=at)))  # type: ignore[misc] # mypy cannot infer a lambda with a default

    async def kept() -> list[bool]:
        return await store.transact(
            lambda tx: [tx.audit.knows(str(at)) for at in (old, edge, NOON)]
        )

    clock.move(AT_NIGHT - NOON - timedelta(minutes=30))
    await work.tick()
    clock.move(timedelta(minutes=30) - SECOND)
    await work.tick()
    assert await kept() == [True, True, True]
    clock.move(SECOND)
    await work.tick()
    assert await kept() == [False, True, True]
    assert [each.message for each in caplog.records if each.name == "bot.jobs.forget"] == [
        "forgot 1 audit rows from before 2025-10-20"
    ]


async def test_what_was_done_and_said_unasked_is_forgotten_after_a_quarter(
    context: JobContext, store: SqliteStore, clock: FixedClock
) -> None:
    def happen(tx: Tx) -> None:
        tx.due.plan([Planned("handoff", "hub@1", NOON)])
        (due,) = tx.due.claim(now=NOON, until=NOON, most=1, by="me")
        tx.due.finish(due, by="me", at=NOON)
        tx.outbox.put(Outgoing("1", HUB, Card("News.")))
        (waiting,) = tx.outbox.ready("slack", now=NOON, most=1)
        sending = tx.outbox.begin(waiting, by="me", now=NOON, until=NOON)
        tx.outbox.sent(sending, Posted(HUB, "1.1"), by="me", at=NOON)

    def is_kept(tx: Tx) -> tuple[bool, bool]:
        planned = tx.due.plan([Planned("handoff", "hub@1", NOON)]) == 0
        return planned, tx.outbox.posted("1") is not None

    await store.transact(happen)
    work = DueWork(context, jobs={"forget": JOB})
    await work.tick()
    clock.move(KEPT_UNASKED - timedelta(days=1))
    await work.tick()
    assert await store.transact(is_kept) == (True, True)
    clock.move(timedelta(days=2))
    await work.tick()
    assert await store.transact(is_kept) == (False, False)


async def test_a_night_that_was_slept_through_is_no_reason_to_warn_anybody(
    context: JobContext, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="bot.doing")
    work = DueWork(context, jobs={"forget": JOB})
    await work.tick()
    clock.move(timedelta(days=4))
    await work.tick()
    skipped = [each for each in caplog.records if "skipped forget" in each.message]
    assert skipped
    assert {each.levelno for each in skipped} == {logging.INFO}
