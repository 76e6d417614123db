"""``rapport post``: what nobody asked just now, on both platforms, by the names that people use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.platforms.contract import both as towns
from tests.platforms.contract.face import Way
from tests.serving.process import rapport

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.platforms.contract.both import Both
    from tests.terminal.running import Ran

pytestmark = pytest.mark.asyncio(loop_scope="module")
ANSWER = "iot-hub: 70% of the error budget left, healthy"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Both]:
    """Both, before a process that serves them."""
    async with towns.both(tmp_path_factory.mktemp("unasked")) as served:
        yield served


async def post(both: Both, *words: str) -> Ran:
    return await rapport(both.store.parent, "post", *words, environ=both.environ)


async def headlines(both: Both, platform: str, person: str) -> list[str]:
    """What somebody sees of us there, oldest first."""
    return [seen.words.headline for seen in await both.towns[platform].sees(person)]


async def test_an_answer_goes_to_every_channel_of_a_service(both: Both) -> None:
    ran = await post(both, "--to", "iot-hub", "budget")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"Posted to iot-hub on slack: {ANSWER}",
        f"Posted to iot-hub on teams: {ANSWER}",
    ]
    for platform in both.towns:
        assert (await headlines(both, platform, "bob"))[-1] == ANSWER


async def test_an_answer_goes_to_one_person_alone_and_once(both: Both) -> None:
    before = {platform: await headlines(both, platform, "bob") for platform in both.towns}

    ran = await post(both, "--to", "@Erin Gallagher", "budget", "iot-hub")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [f"Posted to @Erin Gallagher on slack: {ANSWER}"]
    assert (await headlines(both, "slack", "erin"))[-1] == ANSWER
    for platform in both.towns:
        assert await headlines(both, platform, "bob") == before[platform]


async def test_whom_one_platform_does_not_know_is_reached_on_the_other(both: Both) -> None:
    await both.hears("teams", "dana", "help", Way.DIRECT)
    ran = await post(both, "--to", "@dana", "budget", "iot-hub")
    assert (ran.status, ran.err) == (0, "")
    on_slack, on_teams = ran.out.splitlines()
    assert on_slack.startswith("Not posted on slack: ")
    assert on_teams == f"Posted to @dana on teams: {ANSWER}"
    assert (await headlines(both, "teams", "dana"))[-1] == ANSWER


async def test_whom_no_platform_knows_is_named_with_every_reason(both: Both) -> None:
    ran = await post(both, "--to", "@frank", "budget", "iot-hub")
    assert ran.status == 1
    on_slack, on_teams = ran.out.splitlines()
    assert on_slack.startswith("Not posted on slack: ")
    assert on_teams.startswith("Not posted on teams: I have never met Frank Adeyemi")


async def test_what_one_platform_does_not_take_is_told_beside_what_the_other_did(
    both: Both,
) -> None:
    ran = await rapport(
        both.store.parent,
        *("post", "--to", "iot-hub", "budget"),
        environ={**both.environ, "TEAMS_CLIENT_SECRET": "another"},
    )
    assert (ran.status, ran.err) == (1, "")
    on_slack, on_teams = ran.out.splitlines()
    assert on_slack == f"Posted to iot-hub on slack: {ANSWER}"
    assert on_teams.startswith("Not posted on teams: ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "iot-hbu", "budget"), "Did you mean: iot-hub?"),
        (("--to", "@erni", "budget"), "Did you mean: erin?"),
        (("--to", "iot-hub", "bugdet"), "“bugdet” has no answer to post."),
        (("--to", "iot-hub", "form", "why"), "“form why” has no answer to post."),
        (("budget",), "required: --to"),
    ],
)
async def test_what_cannot_be_posted_says_why_and_reaches_nobody(
    words: tuple[str, ...], said: str, both: Both
) -> None:
    before = {platform: await headlines(both, platform, "alice") for platform in both.towns}
    ran = await post(both, *words)
    assert ran.status == 2
    assert said in " ".join((ran.out + ran.err).split())
    assert "Traceback" not in ran.err
    assert {p: await headlines(both, p, "alice") for p in both.towns} == before
