"""What a running Rapport writes down: JSON lines, references, and never a secret."""

from __future__ import annotations

import json
import logging
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from adapters.logs import STRUCK_OUT, JsonLines
from tests.platforms.slack.house import CHANNEL
from tests.serving import town as towns
from tests.serving.town import SECRETS, TOKEN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.real.prometheus.steady import Steady

SIGNING_SECRET = SECRETS["SLACK_SIGNING_SECRET"]
RESPONSE_URL = "https://hooks.slack.com/commands/T0HOME0001/1234/abcd"


def break_the_store(path: Path, *, saying: str) -> None:
    """Let every request fail when it is written down, with these words in its traceback."""
    words = saying.replace("'", "''")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON audit "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )


async def test_a_fault_has_one_reference_in_chat_and_log_and_its_traceback_no_secret(
    steady: Steady, tmp_path: Path
) -> None:
    secrets = [*SECRETS.values(), RESPONSE_URL]
    async with towns.town(tmp_path, steady.url) as town:
        break_the_store(
            tmp_path / "rapport.db",
            saying=f"cannot write {' or '.join(secrets)} or Authorization: Bearer {TOKEN}",
        )
        alice = town.people["alice"]
        await alice.types("/sre budget iot-hub", channel=CHANNEL)
        told = await town.slack.message(alice, "reference", CHANNEL)
        fault = await town.running.says("fault")
        town.running.stop()
        assert await town.running.ended() == 0

    said = re.search(r"reference (\w+)", told.shown)
    assert said
    assert fault["reference"] == said[1]
    assert "IntegrityError" in fault["traceback"]
    assert "IntegrityError" not in told.shown
    assert f"cannot write {STRUCK_OUT}" in fault["traceback"]
    everything = "".join(town.running.log)
    assert [secret for secret in secrets if secret in everything] == []


async def test_every_line_is_one_json_object_with_its_time_and_level(
    steady: Steady, tmp_path: Path
) -> None:
    async with towns.town(tmp_path, steady.url, way="socket") as town:
        town.slack.fail_next("chat.postMessage", "restricted_action")
        said = await town.people["alice"].mentions("why budget iot-hub", channel=CHANNEL)
        await town.slack.wait_for(lambda: len(town.people["alice"].sees(CHANNEL)) > 1)
        await town.slack.replay(said.deliveries[0])
        await town.slack.sockets.refresh()
        await town.running.says("The old session")
        town.running.stop()
        await town.running.ended()

    lines = town.running.lines
    assert {"at", "level", "logger", "message"} <= set.intersection(*map(set, lines))
    assert lines[-1]["message"].startswith("stopping") or "session" in lines[-1]["message"]
    everything = "".join(town.running.log)
    assert [secret for secret in SECRETS.values() if secret in everything] == []
    assert "ticket=" not in everything


def written(message: str, *, secrets: tuple[str, ...] = (), **extra: object) -> str:
    """A line of the log, as it is written."""
    record = logging.makeLogRecord({"name": "test", "msg": message, "levelname": "INFO", **extra})
    return JsonLines(secrets).format(record)


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-12-34-AbC",
        "xapp-1-A0-99-ff",
        RESPONSE_URL,
        "https://hooks.slack-gov.com/commands/T1/2/3",
        "http://127.0.0.1:8080/commands/T0HOME0001/3c6f7a",
        "wss://wss-primary.slack.com/link/?ticket=8f1e&app_id=A0",
        "Bearer eyJhbGciOi.J9-_x",
        "Basic dXNlcjpwYXNzd29yZA==",
    ],
)
def test_what_looks_like_a_secret_is_struck_out_and_the_rest_stays(secret: str) -> None:
    for around in ("before {} after", "'{}', after", '"{}" after', "{}\nafter", "({}) after"):
        line = json.loads(written(around.format(secret), more={"nested": [secret]}))
        assert secret not in str(line)
        assert STRUCK_OUT in line["message"]
        assert line["message"].endswith("after")
        assert line["more"] == {"nested": [STRUCK_OUT]}


@pytest.mark.parametrize(
    "secret", ["8f742231b10e", 'quo"ted\\secret', "zweite Zeile: ü", "a.+*b(c"]
)
def test_the_secrets_of_this_configuration_are_struck_out_whatever_they_look_like(
    secret: str,
) -> None:
    line = json.loads(written(f"it was {secret}, yes", secrets=("x", secret, secret[:7])))
    assert line["message"] == f"it was {STRUCK_OUT}, yes"


def test_a_secret_too_short_to_be_told_from_words_leaves_the_log_readable() -> None:
    assert json.loads(written("an answer", secrets=("a",)))["message"] == "an answer"
