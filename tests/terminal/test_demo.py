"""``rapport demo`` and ``rapport serve``, run as processes: their ports, and how they end."""

from __future__ import annotations

import signal
import socket
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.terminal.running import PATIENCE, PLAIN, RAPPORT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal.running import Rapport


def test_a_port_that_is_taken_is_told_with_another_one(rapport: Rapport) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        ran = rapport("demo", "--port", str(port))
    assert (ran.status, ran.err) == (2, "")
    assert f"Port {port} is taken." in ran.out
    assert f"Try: rapport demo --port {port + 1}" in ran.out


@pytest.mark.parametrize("command", ["demo", "serve"])
@pytest.mark.parametrize("port", ["99999", "-1", "http", "65536"])
def test_what_is_no_port_is_refused(command: str, port: str, rapport: Rapport) -> None:
    ran = rapport(command, f"--port={port}")
    assert ran.status == 2
    assert f"'{port}' is no port: ports go from 1 to 65535" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_demo_that_is_told_to_stop_leaves_nothing_behind(
    told: signal.Signals, tmp_path: Path
) -> None:
    process = subprocess.Popen(
        (*RAPPORT, "demo", "--port", "0"),
        stdout=subprocess.PIPE,
        env={**PLAIN, "TMPDIR": str(tmp_path)},
        text=True,
    )
    try:
        assert process.stdout
        with process.stdout:
            assert "The playground is open" in process.stdout.readline()
            assert list(tmp_path.iterdir())
            process.send_signal(told)
            assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.wait()
    assert list(tmp_path.iterdir()) == []
