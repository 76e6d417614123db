"""``rapport check`` over a whole configuration: it reaches everything, and names what to mend."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.platforms.slack.house import CHANNEL
from tests.real.prometheus.steady import SERVICE
from tests.serving.process import rapport
from tests.serving.town import SECRETS, write_config

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.fakes.slack import FakeSlack
    from tests.real.prometheus.steady import Steady

NOWHERE = "http://127.0.0.1:9"


async def checked(folder: Path, *, environ: Mapping[str, str] = SECRETS) -> tuple[int, str]:
    """Its exit status, and what it printed, on one line."""
    ran = await rapport(folder, "check", environ=environ)
    assert ran.err == ""
    assert [secret for secret in SECRETS.values() if secret in ran.out] == []
    return ran.status, " ".join(ran.out.split())


async def test_a_good_configuration_passes_with_what_was_found(
    slack: FakeSlack, steady: Steady, tmp_path: Path
) -> None:
    write_config(tmp_path, slack, prometheus=steady.url, way="socket")
    status, said = await checked(tmp_path)

    assert status == 0
    assert re.search(r"Prometheus \d+\.\d+\.\d+\S* answers", said)
    assert "iot-hub/availability: newest sample 20" in said
    assert f"connected to home as @{slack.app.name}" in said
    assert "Socket Mode is open" in said
    assert said.endswith("app.yaml is good.")


async def test_everything_that_is_wrong_is_named_at_once(slack: FakeSlack, tmp_path: Path) -> None:
    slack.app = replace(slack.app, scopes=slack.app.scopes - {"files:write"})
    write_config(tmp_path, slack, prometheus=NOWHERE)
    status, said = await checked(tmp_path)

    assert status == 1
    assert "Prometheus “main” cannot be reached" in said
    assert "The token lacks files:write" in said
    assert "rapport manifest slack" in said
    assert "2 problems to mend in app.yaml" in said


async def test_people_and_channels_that_slack_does_not_know_are_named(
    slack: FakeSlack, steady: Steady, tmp_path: Path
) -> None:
    del slack.world.people["UBOB"], slack.world.people["UERIN"]
    slack.channel(CHANNEL, name="iot-hub", with_bot=False)
    write_config(tmp_path, slack, prometheus=steady.url)
    status, said = await checked(tmp_path)

    assert status == 1
    assert re.search(r"app\.yaml:\d+ people\.bob\.ids\.slack Slack knows no user UBOB", said)
    assert "Rapport is not in #iot-hub" in said


async def test_counters_that_match_nothing_are_told(
    slack: FakeSlack, steady: Steady, tmp_path: Path
) -> None:
    path = write_config(tmp_path, slack, prometheus=steady.url)
    path.write_text(path.read_text().replace(f'"{SERVICE}"', '"typo"', 2))
    _status, said = await checked(tmp_path)

    assert 'nothing matches total: http_requests_total{service="typo"}' in said


async def test_missing_secrets_are_named_and_what_needs_them_is_not_reached(
    slack: FakeSlack, steady: Steady, tmp_path: Path
) -> None:
    write_config(tmp_path, slack, prometheus=steady.url)
    only = {"PROMETHEUS_TOKEN": SECRETS["PROMETHEUS_TOKEN"]}
    status, said = await checked(tmp_path, environ=only)

    assert status == 1
    assert "The environment variable SLACK_BOT_TOKEN is not set" in said
    assert "newest sample" in said
    assert slack.calls == []
