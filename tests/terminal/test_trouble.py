"""What people at the terminal read when something is slow, missing or mistyped."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.terminal.running import Rapport

ANSWERS = tuple(
    word
    for flag, said in {
        "service": "IoT Hub",
        "target": "99.9%",
        "sre-lead": "Alice Nakamura alice@example.com",
        "sre-manager": "Mona Haddad mona@example.com",
        "product-lead": "Bob Castellano bob@example.com",
        "product-manager": "Pat Romero pat@example.com",
        "sponsor": "Dana Iyer dana@example.com",
        "zone": "Europe/Berlin",
        "workspace": "T0123456789",
        "channel": "C0123456789",
        "prometheus": "http://localhost:9090",
        "total": "all",
        "bad": "bad",
    }.items()
    for word in (f"--{flag}", said)
)


@pytest.fixture
def hanging(rapport: Rapport) -> Iterator[Rapport]:
    """A folder whose app.yaml names a Prometheus that hears a question and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        path = rapport.folder / "app.yaml"
        path.unlink()
        rapport("init", *ANSWERS)
        url = f"url: 'http://127.0.0.1:{server.getsockname()[1]}'\n    timeout: 2s"
        path.write_text(path.read_text().replace("url: 'http://localhost:9090'", url))
        yield rapport


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        (("ask", "budget", "iot-hub"), ""),
        (("ask", "--json", "budget", "iot-hub"), ""),
        (("chat",), "budget iot-hub\n"),
    ],
)
def test_a_source_that_hangs_is_said_to_be_slow_and_nothing_is_logged(
    words: tuple[str, ...], typed: str, hanging: Rapport
) -> None:
    ran = hanging(*words, typed=typed)
    assert ran.err == "The source is slow; still asking …\n"
    assert "Prometheus" in ran.out


def test_every_missing_secret_is_told_with_its_line_before_anything_is_served(
    rapport: Rapport,
) -> None:
    rapport("init", *ANSWERS, "--config", "own.yaml")
    ran = rapport("serve", "--config", "own.yaml", "--port", "0")
    assert ran.status == 2
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        assert f"The environment variable {name} is not set." in ran.err
    assert ran.err.count("own.yaml:") == 2


def test_init_names_the_file_that_it_wrote_in_the_next_step(rapport: Rapport) -> None:
    ran = rapport("init", *ANSWERS, "--config", "my own.yaml")
    assert ran.status == 0
    assert "`rapport check --config 'my own.yaml'`" in ran.out
    (rapport.folder / "app.yaml").unlink()
    assert "`rapport check`" in rapport("init", *ANSWERS).out


def test_init_asks_nothing_where_a_file_is_already(rapport: Rapport) -> None:
    ran = rapport("init")
    assert ran.status == 2
    assert "app.yaml is there already, and stays as it is." in ran.out
    assert "What do people call the service?" not in ran.out


def test_init_asks_nothing_where_there_is_no_folder(rapport: Rapport) -> None:
    ran = rapport("init", "--config", "/nonexistent/x.yaml")
    assert ran.status == 2
    assert "there is no folder /nonexistent" in ran.out
    assert "such as" not in ran.out


def test_init_complains_about_a_flag_before_it_asks(rapport: Rapport) -> None:
    ran = rapport("init", "--config", "new.yaml", "--target", "100%")
    assert ran.status == 2
    assert "--target: A target of 100% leaves no budget" in ran.out
    assert "What do people call the service?" not in ran.out


def test_answers_that_end_early_write_nothing_and_say_what_is_missing(rapport: Rapport) -> None:
    ran = rapport("init", "--config", "new.yaml", *ANSWERS[:20], typed="C0123456789\n")
    assert ran.status == 2
    assert "Nothing was written." in ran.out
    assert "--total, --bad" in " ".join(ran.out.split())
    assert "--channel" not in ran.out
    assert not (rapport.folder / "new.yaml").exists()


def test_ctrl_c_at_a_question_writes_nothing(rapport: Rapport) -> None:
    ran = rapport.at_a_terminal("init", "--config", "new.yaml", dialogue=[("> ", "\x03")])
    assert ran.status == 2
    assert "Nothing was written." in ran.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask", "--json"), "The following arguments are required: TEXT."),
        (("ask", "--json", "--nonsense", "budget"), "Unrecognized arguments: --nonsense."),
    ],
)
def test_a_misused_command_line_is_json_where_json_was_asked_for(
    words: tuple[str, ...], said: str, rapport: Rapport
) -> None:
    ran = rapport(*words)
    assert (ran.status, ran.err) == (2, "")
    found = json.loads(ran.out)
    assert list(found) == ["headline", "tone", "data", "blocks"]
    assert found["data"]["error"]["code"] == "usage"
    assert found["data"]["error"]["message"] == said
    assert found["data"]["error"]["usage"].startswith("usage: rapport")


def test_rapport_alone_prints_its_help(rapport: Rapport) -> None:
    ran = rapport()
    assert ran.status == 2
    assert "Begin with: rapport demo" in ran.err


def test_a_store_that_cannot_be_used_says_what_to_do(rapport: Rapport) -> None:
    (rapport.folder / "rapport.db").write_text("A shopping list.\n" * 500)
    for command in (("ask", "budget"), ("check",)):
        ran = rapport(*command)
        said = " ".join((ran.out + ran.err).split())
        assert ran.status != 0
        assert "rapport.db cannot be opened: file is not a database." in said
        assert "can be moved away" in said


def test_a_store_in_a_folder_that_is_not_there_makes_no_folder(rapport: Rapport) -> None:
    path = rapport.folder / "app.yaml"
    path.write_text(path.read_text().replace("path: rapport.db", "path: mistyped/rapport.db"))
    for command in (("ask", "budget"), ("check",)):
        ran = rapport(*command)
        assert ran.status != 0
        assert "there is no folder" in " ".join((ran.out + ran.err).split())
    assert "app.yaml:" in ran.out
    assert "storage.path" in ran.out
    assert not (rapport.folder / "mistyped").exists()


def test_a_good_check_says_where_the_store_is(rapport: Rapport) -> None:
    ran = rapport("check")
    assert ran.status == 0
    assert "storage.path\n" in ran.out
    assert "rapport.db." in ran.out


def test_only_a_missing_file_is_offered_init(rapport: Rapport) -> None:
    assert "rapport init" in rapport("check", "--config", "none.yaml").out
    ran = rapport("check", "--config", ".")
    assert "is a directory" in ran.out
    assert "rapport init" not in ran.out
