"""What ``rapport serve`` refuses to serve: named in plain words, with exit status 2."""

from __future__ import annotations

import re
import shutil
import socket
from typing import TYPE_CHECKING

import pytest

from tests.serving.process import rapport
from tests.serving.town import SECRETS, write_config
from tests.terminal.running import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.fakes.slack import FakeSlack
    from tests.platforms.slack.house import Way

NOWHERE = "http://127.0.0.1:9"


async def refused(folder: Path, *words: str, environ: Mapping[str, str] = SECRETS) -> str:
    """What it says when it ends by itself, on one line."""
    ran = await rapport(folder, "serve", *words, environ=environ)
    said = ran.out + ran.err
    assert ran.status == 2
    assert "Traceback" not in said
    assert [secret for secret in SECRETS.values() if secret in said] == []
    return " ".join(said.split())


async def test_a_file_without_a_platform(tmp_path: Path) -> None:
    shutil.copy(ROOT / "app.yaml", tmp_path)
    said = await refused(tmp_path, "--port", "0")
    assert "connects no platform, so there is nobody to reach" in said
    assert "rapport demo" in said


async def test_made_up_numbers_for_real_people(slack: FakeSlack, tmp_path: Path) -> None:
    path = write_config(tmp_path, slack, prometheus=NOWHERE)
    path.write_text(f"example: true\n{path.read_text()}")
    assert "its numbers are made up" in await refused(tmp_path, "--port", "0")
    assert slack.calls == []


async def test_what_believes_everybody_where_others_can_reach_it(tmp_path: Path) -> None:
    example = (ROOT / "app.yaml").read_text()
    teams = "{tenant: 11111111-2222-3333-4444-555555555555, development: true}"
    (tmp_path / "app.yaml").write_text(f"{example}\nplatforms:\n  teams: {teams}\n")
    said = await refused(tmp_path, "--port", "0", "--host", "0.0.0.0")
    assert "platforms.teams is for development and believes everybody" in said
    assert "Serve it at 127.0.0.1" in said


async def test_a_broken_file_with_every_problem_and_its_line(
    slack: FakeSlack, tmp_path: Path
) -> None:
    path = write_config(tmp_path, slack, prometheus=NOWHERE)
    path.write_text(path.read_text().replace("99.95%", "100%").replace("lead: bob", "lead: bo"))
    said = await refused(tmp_path, "--port", "0")
    assert "4 problems to mend in app.yaml" in said
    assert len(re.findall(r"app\.yaml:\d+ ", said)) == 4
    assert slack.calls == []


async def test_missing_secrets_all_at_once_with_their_lines(
    slack: FakeSlack, tmp_path: Path
) -> None:
    write_config(tmp_path, slack, prometheus=NOWHERE)
    said = await refused(tmp_path, "--port", "0", environ={"SLACK_APP_TOKEN": "xapp-1"})
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "PROMETHEUS_TOKEN"):
        assert f"{name} is not set" in said
    assert "3 problems to mend" in said
    assert len(re.findall(r"app\.yaml:\d+ ", said)) == 3


async def test_a_port_that_is_taken(slack: FakeSlack, tmp_path: Path) -> None:
    write_config(tmp_path, slack, prometheus=NOWHERE)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = await refused(tmp_path, "--port", str(port))
    assert str(port) in said
    assert "--port" in said
    assert "Errno" not in said


@pytest.mark.parametrize(
    ("way", "token"), [("http", "SLACK_BOT_TOKEN"), ("socket", "SLACK_APP_TOKEN")]
)
async def test_a_token_that_slack_does_not_take(
    way: Way, token: str, slack: FakeSlack, tmp_path: Path
) -> None:
    write_config(tmp_path, slack, prometheus=NOWHERE, way=way)
    said = await refused(
        tmp_path, "--port", "0", environ={**SECRETS, token: f"{SECRETS[token]}-wrong"}
    )
    assert "Slack does not know this token" in said
    assert "api.slack.com/apps" in said


async def test_a_slack_out_of_reach(slack: FakeSlack, tmp_path: Path) -> None:
    path = write_config(tmp_path, slack, prometheus=NOWHERE)
    path.write_text(path.read_text().replace(slack.base_url, f"{NOWHERE}/api/"))
    assert "Slack does not answer" in await refused(tmp_path, "--port", "0")


async def test_a_demo_on_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = await rapport(tmp_path, "demo", "--port", port)
    said = ran.out + ran.err
    assert ran.status == 2
    assert port in said
    assert "Errno" not in said
    assert "Traceback" not in said
