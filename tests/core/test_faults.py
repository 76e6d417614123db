"""What nobody foresaw: a reference in chat, the traceback in the log, nothing else said."""

from __future__ import annotations

import logging
import re
import sqlite3
from typing import TYPE_CHECKING

import pytest

from bot.command import Command, NoArgs
from bot.request import Audience
from tests.door import Build, Door, error

if TYPE_CHECKING:
    from bot.context import Context
    from bot.reply import Card

SECRET = "password=hunter2"


async def _explode(_args: NoArgs, _context: Context) -> Card:
    raise RuntimeError(SECRET)


@pytest.fixture
def ask(build: Build) -> Door:
    return build(extra=(Command(verb="explode", summary="Breaks", run=_explode, private=True),))


def _reference(card: Card) -> str:
    found = re.search(r"reference ([0-9a-f]{8})", card.headline)
    assert found
    return found[1]


async def test_a_fault_gives_a_reference_and_nothing_of_the_exception(ask: Door) -> None:
    card = (await ask("explode")).card
    assert error(card) == "fault"
    assert _reference(card) in str(card.data)
    assert SECRET not in str(card)
    assert "RuntimeError" not in str(card)


async def test_the_log_has_the_traceback_under_the_same_reference(
    ask: Door, caplog: pytest.LogCaptureFixture
) -> None:
    card = (await ask("explode")).card
    (record,) = [each for each in caplog.records if each.levelno == logging.ERROR]
    assert _reference(card) in record.getMessage()
    assert vars(record)["reference"] == _reference(card)
    assert record.exc_info is not None
    assert SECRET in str(record.exc_info[1])


async def test_each_fault_has_its_own_reference(ask: Door) -> None:
    first, second = (await ask("explode")).card, (await ask("explode")).card
    assert _reference(first) != _reference(second)


async def test_a_fault_is_audited_and_a_retry_does_not_run_it_again(ask: Door) -> None:
    request = ask.request("explode", key="the same")
    assert await ask.maybe(request) is not None
    assert await ask.maybe(request) is None
    assert await ask.audited("verb", "outcome") == [("explode", "fault")]
    assert [entry.outcome for entry in ask.observed] == ["fault"]


@pytest.mark.parametrize("how", list(Audience))
async def test_a_fault_is_seen_by_those_who_heard_the_question(how: Audience, ask: Door) -> None:
    assert (await ask("explode", how=how)).audience is how


@pytest.mark.parametrize("said", ["help", "budgte", "explode"])
async def test_a_store_that_fails_still_leaves_the_asker_a_reference(
    said: str, ask: Door, caplog: pytest.LogCaptureFixture
) -> None:
    ask.breakable.broken = sqlite3.OperationalError("database or disk is full")
    answer = await ask(said)
    assert error(answer.card) == "fault"
    assert "disk" not in str(answer.card)
    logged = [each.getMessage() for each in caplog.records if each.levelno == logging.ERROR]
    assert logged
    assert all(_reference(answer.card) in each for each in logged)
    assert [entry.outcome for entry in ask.observed] == ["fault"]


async def test_once_the_store_works_again_the_retry_is_answered(ask: Door) -> None:
    request = ask.request("help", key="the same")
    ask.breakable.broken = sqlite3.OperationalError("database is locked")
    await ask.maybe(request)
    ask.breakable.broken = None
    again = await ask.maybe(request)
    assert again is not None
    assert error(again.card) is None
