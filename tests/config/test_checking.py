"""Reaching every part of a good file."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.config import ConfigError, Problem, load
from bot.config.checking import examine
from bot.errors import SourceUnavailable
from tests.config.files import EXAMPLE, SCHEMAS, good

if TYPE_CHECKING:
    from bot.config.checking import Examination, Probe

ENVIRON = {"PROMETHEUS_TOKEN": "a", "SLACK_BOT_TOKEN": "b", "SLACK_APP_TOKEN": "c"}


async def _examined(environ: dict[str, str] = ENVIRON, **probes: Probe) -> Examination:
    paths = {"source": "sources.main", "slack": "platforms.slack"}
    return await examine(
        good(), probes={paths[name]: probe for name, probe in probes.items()}, environ=environ
    )


async def _fine() -> tuple[str, ...]:
    return ("Everything is there.",)


async def test_what_every_part_says_is_found() -> None:
    examination = await _examined(source=_fine, slack=_fine)
    assert examination.passed
    assert [finding.path for finding in examination.findings] == ["sources.main", "platforms.slack"]


async def test_a_part_that_cannot_be_reached_is_a_problem_at_its_line() -> None:
    async def refuses() -> tuple[str, ...]:
        raise SourceUnavailable("Prometheus does not answer.", next_step="Look at its url.")

    examination = await _examined(source=refuses, slack=_fine)
    assert not examination.passed
    (problem,) = examination.problems
    assert problem == Problem("sources.main", 14, "Prometheus does not answer.", "Look at its url.")
    assert [finding.path for finding in examination.findings] == ["platforms.slack"]


async def test_a_part_may_find_several_things_wrong_at_once() -> None:
    unmapped = tuple(
        Problem(f"people.{key}", 3, f"Slack knows no {key}.", "Write an email.")
        for key in ("alice", "erin")
    )

    async def finds() -> tuple[str, ...]:
        raise ConfigError(unmapped)

    assert (await _examined(slack=finds)).problems == unmapped


async def test_a_part_without_its_secrets_is_not_reached() -> None:
    async def unreachable() -> tuple[str, ...]:
        raise AssertionError

    examination = await _examined({"PROMETHEUS_TOKEN": "a"}, source=_fine, slack=unreachable)
    assert [problem.path for problem in examination.problems] == [
        "platforms.slack.bot_token_env",
        "platforms.slack.app_token_env",
    ]


async def test_parts_are_reached_at_the_same_time() -> None:
    met = asyncio.Barrier(2)

    async def waits() -> tuple[str, ...]:
        async with asyncio.timeout(5):
            await met.wait()
        return ()

    assert (await _examined(source=waits, slack=waits)).passed


async def test_who_should_decide_is_found_in_the_file_itself() -> None:
    right = "decisions: {proposed_by: pat, rights: {freeze: {approver: bob}}}"
    config = good(("    sponsor: dana\n", f"    sponsor: dana\n    {right}\n"))
    (finding,) = (await examine(config, probes={}, environ=ENVIRON)).findings
    assert finding.path == "engagements.shop.decisions"
    assert finding.said == (
        "Pat Romero proposes 1 decision right; Alice Nakamura or Mona Haddad accepts them in chat.",
    )


async def test_in_an_example_it_is_accepted_already() -> None:
    examination = await examine(load(EXAMPLE, schemas=SCHEMAS), probes={}, environ={})
    hub, twins = ("".join(finding.said) for finding in examination.findings)
    assert hub.startswith("Alice Nakamura proposes 13 decision rights; Bob Castellano has accepted")
    assert twins.endswith("3 decision rights; Bob Castellano or Pat Romero accepts them in chat.")
