"""Who asks about decisions waits for nobody who writes something down meanwhile."""

from __future__ import annotations

import asyncio
from contextlib import closing
from threading import Event
from typing import TYPE_CHECKING

from tests.decisions.rivals import Said, request
from tests.decisions.village import core_of, whole
from tests.door import error
from tests.fakes.clock import FixedClock
from tests.storage.build import opened

if TYPE_CHECKING:
    from bot.ports.store import Tx

QUESTIONS = ("owner freeze", "owner", "decisions", "who is in charge")


async def test_on_postgresql_a_question_is_answered_while_somebody_writes(
    postgres_url: str,
) -> None:
    begun, answered = Event(), Event()

    def writing(_tx: Tx) -> bool:
        begun.set()
        return answered.wait(timeout=20)

    with closing(opened(postgres_url)) as store:
        core = core_of(whole(), store, FixedClock())
        await core.answer(request(Said("alice", "owner freeze", "first")))
        writer = asyncio.ensure_future(store.transact(writing))
        assert await asyncio.to_thread(begun.wait, 20)
        for number, question in enumerate(QUESTIONS):
            answer = await core.answer(request(Said("alice", question, f"beside-{number}")))
            assert answer is not None
            assert error(answer.card) is None, answer.card.headline
        assert not writer.done()
        answered.set()
        assert await writer
