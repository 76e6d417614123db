"""Answers in time: at once, or announced soon and given when ready."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from bot.desk import Desk
from tests.door import Door, error

if TYPE_CHECKING:
    from bot.reply import Answer
    from tests.fakes.budgets import ScriptedSource

FOLLOWS = "One moment"


class Inbox:
    """What was sent later."""

    def __init__(self, *, failing: int = 0) -> None:
        self.answers: list[Answer] = []
        self.tried = asyncio.Event()
        self._failing = failing

    async def receive(self, answer: Answer) -> None:
        self.tried.set()
        if self._failing:
            self._failing -= 1
            raise ConnectionError("the platform hung up")
        self.answers.append(answer)

    @property
    def headlines(self) -> list[str]:
        return [answer.card.headline for answer in self.answers]


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


async def test_what_is_ready_at_once_is_the_acknowledgement_s_own_body(
    counted: Door, desk: Desk, inbox: Inbox
) -> None:
    patient = Desk(counted.core, at_once=5)
    answer = await patient.ask(counted.request("help"), later=inbox.receive)
    assert answer is not None
    await patient.close()
    assert inbox.answers == []


async def test_what_is_slow_is_acknowledged_empty_then_announced_then_answered(
    counted: Door, desk: Desk, source: ScriptedSource, inbox: Inbox
) -> None:
    source.hang()
    assert await desk.ask(counted.request("budget iot-hub"), later=inbox.receive) is None
    await inbox.tried.wait()
    assert inbox.headlines[0].startswith(FOLLOWS)
    source.gate.set()
    await desk.close()
    assert len(inbox.answers) == 2
    assert inbox.headlines[1].startswith("iot-hub:")
    assert {answer.audience for answer in inbox.answers} == {inbox.answers[1].audience}


async def test_what_comes_before_the_sign_of_life_is_not_announced(
    counted: Door, source: ScriptedSource, inbox: Inbox
) -> None:
    desk = Desk(counted.core, at_once=0, sign_of_life=5)
    source.hang()
    assert await desk.ask(counted.request("budget iot-hub"), later=inbox.receive) is None
    source.gate.set()
    await desk.close()
    assert [headline.split(":")[0] for headline in inbox.headlines] == ["iot-hub"]


async def test_closing_finishes_what_was_acknowledged(
    counted: Door, desk: Desk, source: ScriptedSource, inbox: Inbox
) -> None:
    source.hang()
    asked = [counted.request("budget iot-hub") for _ in range(3)]
    await asyncio.gather(*(desk.ask(each, later=inbox.receive) for each in asked))
    closing = asyncio.ensure_future(desk.close())
    await inbox.tried.wait()
    assert not closing.done()
    source.gate.set()
    await closing
    assert sum(not headline.startswith(FOLLOWS) for headline in inbox.headlines) == 3


async def test_a_repetition_in_flight_gets_nothing_of_its_own(
    counted: Door, desk: Desk, source: ScriptedSource, inbox: Inbox
) -> None:
    source.hang()
    request = counted.request("budget iot-hub", key="the same")
    again = Inbox()
    await desk.ask(request, later=inbox.receive)
    assert await desk.ask(request, later=again.receive) is None
    source.gate.set()
    await desk.close()
    assert inbox.answers
    assert again.answers == []


async def test_a_late_repetition_is_not_told_that_an_answer_follows(
    counted: Door, desk: Desk, source: ScriptedSource, inbox: Inbox
) -> None:
    request = counted.request("budget iot-hub", key="the same")
    assert await counted.maybe(request) is not None
    counted.clock.move(source.freshness * 2)
    source.hang()
    assert await desk.ask(request, later=inbox.receive) is None
    for _ in range(10):
        await asyncio.sleep(0.02)
    source.gate.set()
    await desk.close()
    assert inbox.answers == []


async def test_an_announcement_that_cannot_be_sent_does_not_cost_the_answer(
    counted: Door, desk: Desk, source: ScriptedSource, caplog: pytest.LogCaptureFixture
) -> None:
    source.hang()
    inbox = Inbox(failing=1)
    await desk.ask(counted.request("budget iot-hub"), later=inbox.receive)
    await inbox.tried.wait()
    source.gate.set()
    await desk.close()
    assert [headline.split(":")[0] for headline in inbox.headlines] == ["iot-hub"]
    assert "an errand failed" in caplog.text


async def test_an_answer_that_cannot_be_sent_is_logged(
    counted: Door, source: ScriptedSource, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Desk(counted.core, at_once=0, sign_of_life=5)
    await desk.ask(counted.request("help"), later=Inbox(failing=1).receive)
    await desk.close()
    assert [each.levelno for each in caplog.records] == [logging.ERROR]


async def test_when_the_platform_stops_waiting_the_answer_is_still_sent(
    counted: Door, source: ScriptedSource, inbox: Inbox
) -> None:
    desk = Desk(counted.core, at_once=5, sign_of_life=10)
    source.hang()
    asking = asyncio.ensure_future(desk.ask(counted.request("budget iot-hub"), later=inbox.receive))
    await source.asked.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    source.gate.set()
    await desk.close()
    assert [headline.split(":")[0] for headline in inbox.headlines] == ["iot-hub"]


async def test_fifty_people_who_ask_a_hanging_source_all_hear_and_it_is_asked_once(
    counted: Door, desk: Desk, source: ScriptedSource
) -> None:
    source.hang()
    inboxes = [Inbox() for _ in range(50)]
    await asyncio.gather(
        *(desk.ask(counted.request("budget iot-hub"), later=each.receive) for each in inboxes)
    )
    for inbox in inboxes:
        await inbox.tried.wait()
    source.failing = "The counter does not answer."
    source.gate.set()
    await desk.close()
    assert source.reads == ["iot-hub/availability"]
    assert all(error(inbox.answers[-1].card) == "source_unavailable" for inbox in inboxes)
    assert counted.budgets.health["iot-hub/availability"].errors == 1


async def test_an_acknowledgement_with_more_patience_waits_longer_for_its_answer(
    counted: Door, source: ScriptedSource, inbox: Inbox
) -> None:
    desk = Desk(counted.core, at_once=0, sign_of_life=0)
    source.hang()
    asking = asyncio.ensure_future(
        desk.ask(counted.request("budget iot-hub"), later=inbox.receive, at_once=60)
    )
    await source.asked.wait()
    source.gate.set()
    answer = await asking
    await desk.close()
    assert answer is not None
    assert inbox.answers == []


async def test_patience_that_runs_out_is_followed_by_the_sign_of_life(
    counted: Door, desk: Desk, source: ScriptedSource, inbox: Inbox
) -> None:
    source.hang()
    request = counted.request("budget iot-hub")
    assert await desk.ask(request, later=inbox.receive, at_once=0.01) is None
    await inbox.tried.wait()
    assert inbox.headlines[0].startswith(FOLLOWS)
    source.gate.set()
    await desk.close()
    assert len(inbox.answers) == 2


async def test_a_broken_store_does_not_swallow_the_sign_of_life(
    counted: Door, desk: Desk, source: ScriptedSource, inbox: Inbox
) -> None:
    source.hang()
    assert await desk.ask(counted.request("budget iot-hub"), later=inbox.receive) is None
    counted.breakable.broken = RuntimeError("the disk is full")
    await inbox.tried.wait()
    assert inbox.headlines[0].startswith(FOLLOWS)
    source.gate.set()
    await desk.close()
    assert len(inbox.answers) == 2
