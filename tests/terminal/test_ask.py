"""``rapport ask``, run as a process: what it prints where, and its exit status."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import Any

import pytest

from tests.terminal.running import PLAIN, ROOT, Rapport

ANSI = re.compile(r"\x1b\[[0-9;]*m")
BUDGET = ("ask", "--as", "bob", "--in", "iot-hub", "budget")


def _json(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def test_an_answer_is_printed_and_exits_with_0(rapport: Rapport) -> None:
    ran = rapport(*BUDGET)
    assert ran.status == 0
    assert ran.err == ""
    assert ran.out.splitlines()[0] == "▲ iot-hub: 10% of the error budget left, at risk"


def test_words_need_no_quotes(rapport: Rapport) -> None:
    assert rapport("ask", "budget", "IoT", "hub").status == 0


@pytest.mark.parametrize(
    ("said", "answered"),
    [("budgte", "? I don't"), ("budget zzz", "? I don't"), ("why", "“why” needs")],
)
def test_an_error_that_the_asker_can_act_on_exits_with_1(
    said: str, answered: str, rapport: Rapport
) -> None:
    ran = rapport("ask", said)
    assert ran.status == 1
    assert ran.err == ""
    assert ran.out.startswith(answered)


def test_json_is_printed_for_an_answer(rapport: Rapport) -> None:
    ran = rapport("ask", "--json", "budget iot-hub")
    assert ran.status == 0
    assert list(_json(ran.out)) == ["headline", "tone", "data", "blocks"]


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("budgte",), 1, "not_found"),
        (("--as", "bobb", "budget"), 2, "not_found"),
        (("--in", "nowhere", "budget"), 2, "not_found"),
        (("--config", "missing.yaml", "budget"), 2, "configuration"),
    ],
)
def test_json_is_printed_for_an_error_too_on_standard_output(
    words: tuple[str, ...], status: int, code: str, rapport: Rapport
) -> None:
    ran = rapport("ask", "--json", *words)
    assert ran.status == status
    assert ran.err == ""
    found = _json(ran.out)
    assert list(found) == ["headline", "tone", "data", "blocks"]
    assert found["data"]["error"]["code"] == code


def test_a_pipe_gets_no_colour_and_no_trailing_spaces(rapport: Rapport) -> None:
    for said in ("budget device-twins", "budget", "help", "help budget", "why budget iot-hub"):
        ran = rapport("ask", said)
        assert "\x1b" not in ran.out
        assert [line for line in ran.out.splitlines() if line != line.rstrip()] == []


def test_a_terminal_gets_colour_within_its_width(rapport: Rapport) -> None:
    ran = rapport.at_a_terminal(*BUDGET)
    assert ran.status == 0
    assert ANSI.search(ran.out)
    bare = ANSI.sub("", ran.out)
    assert "▲ iot-hub: 10% of the error budget left, at risk" in bare
    assert max(len(line) for line in bare.splitlines()) <= 80


def test_colour_is_never_the_only_difference(rapport: Rapport) -> None:
    bare = ANSI.sub("", rapport.at_a_terminal(*BUDGET, environ={"COLUMNS": "100"}).out)
    assert _without_minutes(bare) == _without_minutes(rapport(*BUDGET).out)


def _without_minutes(shown: str) -> str:
    return re.sub(r"\d\d:\d\d P[SD]T", "", shown)


def test_somebody_who_asks_for_no_colour_gets_none(rapport: Rapport) -> None:
    ran = rapport.at_a_terminal(*BUDGET, environ={"NO_COLOR": "1"})
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", ran.out)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("words", [("budget", "iot-hub"), ("why", "budget", "iot-hub"), ("x✗“ł",)])
def test_a_terminal_that_knows_few_letters_still_gets_an_answer(
    encoding: str, words: tuple[str, ...], rapport: Rapport
) -> None:
    for options in ((), ("--json",)):
        done = subprocess.run(
            (sys.executable, "-m", "rapport", "ask", *options, *words),
            capture_output=True,
            cwd=rapport.folder,
            env={**PLAIN, "PYTHONIOENCODING": encoding},
            timeout=30,
            check=False,
        )
        assert done.stderr == b""
        assert done.stdout.decode("ascii")


def test_bytes_that_are_no_text_are_not_found_like_others(rapport: Rapport) -> None:
    for words in (("ask", "budg\udcff"), ("ask", "--as", "b\udcff", "help")):
        ran = rapport(*words)
        assert ran.status in {1, 2}
        assert "Traceback" not in ran.err


def test_a_person_that_nobody_knows_is_named_with_the_closest(rapport: Rapport) -> None:
    ran = rapport("ask", "--as", "alcie", "budget")
    assert ran.status == 2
    assert "“alcie”" in ran.out
    assert "alice" in ran.out


def test_a_channel_that_nobody_knows_is_named_with_the_closest(rapport: Rapport) -> None:
    ran = rapport("ask", "--in", "iothub2", "budget")
    assert ran.status == 2
    assert "Did you mean: iot-hub?" in ran.out


@pytest.mark.parametrize("channel", ["iot-hub", "#iot-hub", "IoT-Hub"])
def test_a_channel_is_found_as_people_write_it(channel: str, rapport: Rapport) -> None:
    assert "iot-hub" in rapport("ask", "--in", channel, "budget").out.splitlines()[0]


def test_a_missing_configuration_says_so_and_what_to_do(rapport: Rapport) -> None:
    (rapport.folder / "app.yaml").unlink()
    ran = rapport("ask", "budget")
    assert ran.status == 2
    assert ran.out == ""
    assert "rapport init" in ran.err
    assert "Traceback" not in ran.err


def test_a_broken_configuration_names_every_problem_with_its_line(rapport: Rapport) -> None:
    path = rapport.folder / "app.yaml"
    text = (
        path.read_text().replace("target: 99.95%", "target: 100%").replace("lead: bob", "lead: bo")
    )
    path.write_text(text)
    ran = rapport("ask", "budget")
    assert ran.status == 2
    assert "2 problems" in ran.err
    assert ran.err.count("app.yaml:") == 2
    problems = _json(rapport("ask", "--json", "budget").out)["data"]["error"]["problems"]
    assert [sorted(each) for each in problems] == [["fix", "line", "message", "path"]] * 2


def test_a_store_that_is_no_database_is_named(rapport: Rapport) -> None:
    (rapport.folder / "rapport.db").write_text("A shopping list.\n" * 500)
    ran = rapport("ask", "budget")
    assert ran.status == 2
    assert "rapport.db" in ran.out
    assert "Traceback" not in ran.err
    assert "rapport.db" in _json(rapport("ask", "--json", "budget").out)["data"]["error"]["message"]


@pytest.mark.parametrize("words", [(), ("ask",), ("ask", "--nonsense", "budget"), ("aks", "x")])
def test_a_misused_command_line_exits_with_2(words: tuple[str, ...], rapport: Rapport) -> None:
    ran = rapport(*words)
    assert ran.status == 2
    assert "usage: rapport" in ran.err


def test_a_form_in_one_shot_is_its_usage(rapport: Rapport) -> None:
    ran = rapport("ask", "form", "why")
    assert ran.status == 0
    assert "why ANSWER [ABOUT]" in ran.out


def test_a_reader_that_leaves_early_is_no_fault(rapport: Rapport) -> None:
    command = f"'{sys.executable}' -m rapport ask --json budget iot-hub | head -c 1"
    bash = shutil.which("bash")
    assert bash
    done = subprocess.run(
        (bash, "-c", f"set -o pipefail; {command}"),
        capture_output=True,
        cwd=rapport.folder,
        env=PLAIN,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"{", b"")


def test_one_question_loads_no_chat_platform_and_no_web_server(rapport: Rapport) -> None:
    script = (
        "import rapport, sys;"
        "rapport.main(['ask', 'help']);"
        "rapport.main(['ask', 'budget iot-hub']);"
        "print('LOADED', *sys.modules)"
    )
    rapport("ask", "help")  # makes the store
    done = subprocess.run(
        (sys.executable, "-c", script),
        capture_output=True,
        cwd=rapport.folder,
        env=PLAIN,
        text=True,
        timeout=30,
        check=True,
    )
    loaded = set(done.stdout.rpartition("LOADED")[2].split())
    heavy = {
        *("slack_bolt", "slack_sdk", "aiohttp", "prometheus_client", "resvg_py"),
        *("psycopg", "sqlite_utils"),
    }
    assert "rapport" in loaded
    assert loaded & heavy == set()
    assert str(ROOT)
