"""The same event is answered once: again, at the same time, after a restart, by two processes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.errors import NotAllowed, NotFound, SourceUnavailable, Usage
from bot.request import Actor

if TYPE_CHECKING:
    from tests.door import Build, Door
    from tests.fakes.budgets import ScriptedSource


async def test_a_repeated_event_is_answered_once(ask: Door) -> None:
    request = ask.request("budget", key="the same")
    assert await ask.maybe(request) is not None
    assert await ask.maybe(request) is None


async def test_a_repeated_event_is_counted_once(ask: Door) -> None:
    request = ask.request("budget", key="the same")
    await ask.maybe(request)
    await ask.maybe(request)
    assert [entry.event_key for entry in ask.observed] == ["the same"]


async def test_a_refusal_is_given_once_too(ask: Door) -> None:
    request = ask.request("budgte", key="the same")
    assert await ask.maybe(request) is not None
    assert await ask.maybe(request) is None


async def test_an_event_that_comes_again_while_it_is_answered_is_dropped(
    counted: Door, source: ScriptedSource
) -> None:
    source.hang()
    request = counted.request("budget iot-hub", key="the same")
    first = asyncio.ensure_future(counted.maybe(request))
    await asyncio.sleep(0)
    assert await counted.maybe(request) is None
    source.gate.set()
    assert await first is not None
    assert source.reads == ["iot-hub/availability"]


async def test_a_restart_remembers_what_was_answered(build: Build) -> None:
    request = build().request("budget", key="the same")
    assert await build().maybe(request) is not None
    assert await build().maybe(request) is None


async def test_two_processes_that_hear_the_same_event_give_one_answer(build: Build) -> None:
    one, other = build(), build()
    for serial in range(20):
        request = one.request("budget", key=f"event {serial}")
        answers = await asyncio.gather(one.maybe(request), other.maybe(request))
        assert sum(answer is not None for answer in answers) == 1


async def test_different_events_with_the_same_words_are_all_answered(ask: Door) -> None:
    answers = await asyncio.gather(*(ask("budget") for _ in range(10)))
    assert len(answers) == 10


async def test_the_audit_says_who_asked_what_where_and_how_it_went(ask: Door) -> None:
    await ask("What's the error budget?", as_="bob", in_="iot-hub")
    columns = ("platform", "workspace", "user", "person", "channel", "thread", "verb", "outcome")
    (row,) = await ask.audited(*columns)
    assert row == ("playground", "local", "bob", "bob", "iot-hub", None, "budget", "answered")
    ((at, took),) = await ask.audited("at", "milliseconds")
    assert at == ask.clock.now().timestamp() * 1000
    assert isinstance(took, int)
    assert 0 <= took < 60_000


async def test_the_audit_keeps_no_words(ask: Door) -> None:
    await ask("budget swordfish")
    await ask("swordfish")
    for row in await ask.audited("*"):
        assert "swordfish" not in str(row)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("budget swordfish", NotFound.code),
        ("why", Usage.code),
        ("swordfish", NotFound.code),
    ],
)
async def test_the_audit_says_how_a_question_failed(said: str, outcome: str, ask: Door) -> None:
    await ask(said)
    assert await ask.audited("outcome") == [(outcome,)]


async def test_the_audit_names_a_stranger_s_own_workspace(ask: Door) -> None:
    await ask("budget", actor=Actor("slack", "T0THEIRS", "U0X"))
    assert await ask.audited("platform", "workspace", "user", "person", "verb", "outcome") == [
        ("slack", "T0THEIRS", "U0X", None, None, NotAllowed.code)
    ]


async def test_the_audit_says_that_a_source_was_down(counted: Door, source: ScriptedSource) -> None:
    source.failing = "The counter does not answer."
    await counted("budget iot-hub")
    assert await counted.audited("verb", "outcome") == [("budget", SourceUnavailable.code)]
