"""Every way in which PagerDuty can fail to answer has its own sentence, without any secret."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import SourceUnavailable
from tests.fakes.pagerduty import rate_limited
from tests.fakes.strict import answers, breaks_off, hangs
from tests.sources.pagerduty import BY_SCHEDULE, TOKEN, account, source_at
from tests.sources.rotations import Naps, roster_of, rotation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.model.rotation import Rotation
    from bot.ports.oncall import OnCallSource
    from tests.fakes.pagerduty import FakePagerDuty
    from tests.fakes.strict import Trouble

NOBODY = "http://127.0.0.1:1"
LOGIN = "<!doctype html><title>Sign in</title>"


@pytest.fixture
async def pagerduty() -> AsyncIterator[FakePagerDuty]:
    async with account() as running:
        yield running


async def refusal(source: OnCallSource, asked: Rotation = BY_SCHEDULE) -> SourceUnavailable:
    """Read, and get the error; it never holds the token and always names a next step."""
    with pytest.raises(SourceUnavailable) as caught:
        await roster_of(source, asked)
    error = caught.value
    assert error.message.startswith("PagerDuty “pager” ")
    assert error.next_step
    assert TOKEN not in f"{error.message}{error.next_step}"
    assert error.__suppress_context__ or error.__context__ is None
    return error


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (answers(400, "{}"), "does not understand the question"),
        (answers(401, "Unauthorized"), "does not let me in"),
        (answers(403, "{}"), "does not let me see who is on call"),
        (answers(302, "", Location="https://login.example.com"), "sends me to another address"),
        (answers(200, LOGIN), "answered with a page instead of data"),
        (answers(200, '{"oncalls": ['), "answered with a page instead of data"),
        (answers(200, "\xff"), "answered with a page instead of data"),
        (answers(200, "[]"), "answered in a way that Rapport does not know"),
        (answers(200, '{"oncalls": [{}]}'), "answered in a way that Rapport does not know"),
        (answers(502, LOGIN), "is in trouble (HTTP 502)"),
        (breaks_off, "broke off before it had answered"),
    ],
)
async def test_each_failure_has_its_sentence(
    pagerduty: FakePagerDuty, trouble: Trouble, said: str
) -> None:
    pagerduty.trouble_without_end = trouble
    async with source_at(pagerduty.url) as source:
        assert said in (await refusal(source)).message


async def test_nobody_at_the_address() -> None:
    async with source_at(NOBODY) as source:
        assert "cannot be reached" in (await refusal(source)).message


async def test_a_wrong_token_is_not_let_in_and_its_variable_is_named(
    pagerduty: FakePagerDuty,
) -> None:
    pagerduty.token = "another"
    async with source_at(pagerduty.url) as source:
        error = await refusal(source)
    assert "does not let me in" in error.message
    assert "PAGERDUTY_TOKEN" in (error.next_step or "")


async def test_without_its_token_nothing_is_asked(pagerduty: FakePagerDuty) -> None:
    async with source_at(pagerduty.url, environ={}) as source:
        error = await refusal(source)
    assert error.next_step == "Set the variable PAGERDUTY_TOKEN."
    assert pagerduty.asked == []


async def test_an_authority_that_cannot_be_read_is_named(pagerduty: FakePagerDuty) -> None:
    async with source_at(pagerduty.url, ca_file="/nowhere/ca.pem") as source:
        error = await refusal(source)
    assert "does not read as certificates" in error.message
    assert error.next_step == "Look at /nowhere/ca.pem."
    assert pagerduty.asked == []


async def test_an_unknown_schedule_is_named(pagerduty: FakePagerDuty) -> None:
    async with source_at(pagerduty.url) as source:
        error = await refusal(source, rotation(schedule="PNOWHERE"))
    assert "has no schedule PNOWHERE" in error.message
    assert error.next_step == "Look at “query” of this rotation in app.yaml."


async def test_an_unknown_policy_is_named_and_not_taken_for_a_gap(
    pagerduty: FakePagerDuty,
) -> None:
    async with source_at(pagerduty.url) as source:
        error = await refusal(source, rotation(escalation_policy="PNOWHERE"))
    assert "has no escalation policy PNOWHERE" in error.message


async def test_a_server_that_hangs_is_left_after_the_timeout(pagerduty: FakePagerDuty) -> None:
    pagerduty.trouble_without_end = hangs
    async with source_at(pagerduty.url, patience=timedelta(milliseconds=40)) as source:
        async with asyncio.timeout(2):
            assert "did not answer within" in (await refusal(source)).message


async def test_asked_too_much_it_is_left_alone_for_as_long_as_it_says(
    pagerduty: FakePagerDuty,
) -> None:
    naps = Naps()
    pagerduty.troubles = [rate_limited(3), rate_limited(0)]
    async with source_at(pagerduty.url, naps=naps) as source:
        assert len((await roster_of(source, BY_SCHEDULE)).duties) == 2
    assert naps.seconds == [3, 1]


async def test_a_server_that_does_not_say_how_long_is_left_alone_for_a_second(
    pagerduty: FakePagerDuty,
) -> None:
    naps = Naps()
    pagerduty.troubles = [answers(429, "")]
    async with source_at(pagerduty.url, naps=naps) as source:
        assert (await roster_of(source, BY_SCHEDULE)).duties
    assert naps.seconds == [1]


async def test_a_rest_that_is_too_long_is_not_waited_for(pagerduty: FakePagerDuty) -> None:
    naps = Naps()
    pagerduty.troubles = [rate_limited(45)]
    async with source_at(pagerduty.url, naps=naps) as source:
        error = await refusal(source)
    assert error.message == "PagerDuty “pager” was asked too much and wants a rest of 45 s."
    assert error.next_step == "Ask again after that, or see what else uses its token."
    assert naps.seconds == []


async def test_rests_that_are_too_long_together_end_it(pagerduty: FakePagerDuty) -> None:
    naps = Naps()
    pagerduty.trouble_without_end = rate_limited(4)
    async with source_at(pagerduty.url, naps=naps) as source:
        assert "was asked too much" in (await refusal(source)).message
    assert naps.seconds == [4, 4]


async def test_more_on_calls_than_can_be_paged_through_are_refused(
    pagerduty: FakePagerDuty,
) -> None:
    endless = '{"oncalls": [], "limit": 5000, "offset": 5000, "more": true}'
    pagerduty.trouble_without_end = answers(200, endless)
    async with source_at(pagerduty.url) as source:
        assert "more on-calls than it tells" in (await refusal(source)).message


async def test_after_a_failure_the_next_reading_succeeds(pagerduty: FakePagerDuty) -> None:
    pagerduty.troubles = [breaks_off]
    async with source_at(pagerduty.url) as source:
        await refusal(source)
        assert (await roster_of(source, BY_SCHEDULE)).duties
