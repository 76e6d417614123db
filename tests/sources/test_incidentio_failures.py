"""What app.yaml may say about incident.io, and every way in which it fails to answer."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from adapters.oncall.incidentio import Query
from bot.config.mistakes import remark_on
from bot.errors import SourceUnavailable
from tests.fakes.incidentio import FakeIncidentIo, rate_limited
from tests.fakes.strict import answers, breaks_off, hangs
from tests.sources.incidentio import BY_PRIMARY, SCHEDULE, TOKEN, account, source_at
from tests.sources.rotations import Naps, roster_of, rotation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.rostering.source import Source
    from bot.model.rotation import Rotation as Asked
    from tests.fakes.strict import Trouble


@pytest.fixture
async def incidentio() -> AsyncIterator[FakeIncidentIo]:
    async with account() as running:
        yield running


@pytest.fixture
async def source(incidentio: FakeIncidentIo) -> AsyncIterator[Source]:
    async with source_at(incidentio.url) as built:
        yield built


async def refusal(source: Source, asked: Asked = BY_PRIMARY) -> SourceUnavailable:
    """Read, and get the error; it never holds the token and always names a next step."""
    with pytest.raises(SourceUnavailable) as caught:
        await roster_of(source, asked)
    error = caught.value
    assert error.message.startswith("incident.io “pager” ")
    assert error.next_step
    assert TOKEN not in f"{error.message}{error.next_step}"
    return error


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (answers(401, "{}"), "does not let me in"),
        (answers(403, "{}"), "does not let me see who is on call"),
        (answers(422, "{}"), "does not understand the question"),
        (answers(200, "<!doctype html>"), "answered with a page instead of data"),
        (answers(200, '{"schedule": null}'), "answered in a way that Rapport does not know"),
        (answers(503, ""), "is in trouble (HTTP 503)"),
        (breaks_off, "broke off before it had answered"),
    ],
)
async def test_each_failure_has_its_sentence(
    source: Source, incidentio: FakeIncidentIo, trouble: Trouble, said: str
) -> None:
    incidentio.troubles = [trouble]
    assert said in (await refusal(source)).message
    assert (await roster_of(source, BY_PRIMARY)).duties


async def test_a_wrong_key_is_not_let_in_and_its_variable_is_named(
    source: Source, incidentio: FakeIncidentIo
) -> None:
    incidentio.token = "another"
    assert "INCIDENTIO_TOKEN" in ((await refusal(source)).next_step or "")


async def test_an_unknown_schedule_and_an_unknown_rotation_are_named(source: Source) -> None:
    unknown = await refusal(source, rotation(schedule="01NOWHERE"))
    assert "has no schedule 01NOWHERE" in unknown.message
    unknown = await refusal(source, rotation(schedule=SCHEDULE, rotation="01NOWHERE"))
    assert "has no rotation 01NOWHERE in the schedule “IoT Hub”" in unknown.message


async def test_a_server_that_hangs_is_left_after_the_timeout(incidentio: FakeIncidentIo) -> None:
    incidentio.troubles = [hangs]
    async with source_at(incidentio.url, patience=timedelta(milliseconds=40)) as source:
        async with asyncio.timeout(2):
            assert "did not answer within" in (await refusal(source)).message


async def test_asked_too_much_it_is_left_alone_unless_that_takes_too_long(
    incidentio: FakeIncidentIo,
) -> None:
    naps = Naps()
    async with source_at(incidentio.url, naps=naps) as source:
        incidentio.troubles = [rate_limited(2)]
        assert (await roster_of(source, BY_PRIMARY)).duties
        incidentio.troubles = [rate_limited(60)]
        assert "wants a rest of 1 min" in (await refusal(source)).message
    assert naps.seconds == [2]


async def test_more_pages_than_anybody_needs_are_refused(
    source: Source, incidentio: FakeIncidentIo
) -> None:
    schedule = '{"schedule": {"id": "x", "name": "Endless"}}'
    page = '{"schedule_entries": {"final": []}, "pagination_meta": {"after": "%d"}}'
    pages = [answers(200, page % number) for number in range(100)]
    incidentio.troubles = [answers(200, schedule), *pages]
    error = await refusal(source, rotation(schedule=SCHEDULE))
    assert "more entries than can be paged through" in error.message


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "`schedule` is missing"),
        ({"schedule": "IoT Hub"}, "It ends the address of its page"),
        ({"schedule": f"https://app.incident.io/acme/on-call/schedules/{SCHEDULE}"}, SCHEDULE),
    ],
)
def test_a_mistake_in_a_query_is_told(given: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Query.model_validate(given)
    (error,) = caught.value.errors()
    remark = remark_on(error, model=Query, at=())
    assert said in f"{remark.message} {remark.fix}"


def test_reading_the_settings_does_not_load_the_network_library() -> None:
    code = "import sys; import adapters.oncall.incidentio; print('aiohttp' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
