"""A real Prometheus on loopback: started, awaited, stopped."""

import http.client
import json
import socket
import subprocess
import time
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.real.require import require_real

from .backfill import DATA

HOST = "127.0.0.1"
READY_WITHIN = 30.0  # seconds
STOPPED_WITHIN = 15.0  # seconds
ASK_AGAIN_AFTER = 0.02  # seconds


@dataclass(frozen=True)
class Running:
    """A Prometheus which is ready to answer at `url`; stop it, or use it in a `with`."""

    url: str
    port: int
    process: "subprocess.Popen[bytes]"

    def stop(self) -> None:
        """End it and wait until it is gone; stopping twice is fine."""
        self.process.terminate()
        try:
            self.process.wait(STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def start_prometheus(directory: Path, port: int = 0) -> Running:
    """Serve the database below a directory; an empty directory gives an empty Prometheus.

    Args:
        directory: Of the world, or any other; only one Prometheus at a time may use it.
        port: On 127.0.0.1; 0 takes a free one.

    Raises:
        RuntimeError: It ended, or was not ready in time; the message holds its log.
    """
    program = require_real("prometheus")
    directory.mkdir(parents=True, exist_ok=True)
    config = directory / "prometheus.yml"
    config.write_text("scrape_configs: []\n")
    port = port or _free_port()
    log = directory / "prometheus.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                program,
                f"--config.file={config}",
                f"--storage.tsdb.path={directory / DATA}",
                "--storage.tsdb.retention.time=400d",  # the default of 15 days hides the history
                f"--web.listen-address={HOST}:{port}",
            ],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    running = Running(f"http://{HOST}:{port}", port, process)
    try:
        _wait_until_ready(running, directory / DATA)
    except BaseException as error:
        running.stop()
        error.add_note(log.read_text(errors="replace"))
        raise
    return running


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _wait_until_ready(running: Running, data: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not _answers(running.port, data):
        try:
            code = running.process.wait(ASK_AGAIN_AFTER)
        except subprocess.TimeoutExpired:
            if time.monotonic() > deadline:
                raise RuntimeError(f"Prometheus was not ready in {READY_WITHIN:.0f} s.") from None
        else:
            raise RuntimeError(f"Prometheus ended with code {code} before it was ready.")


def _answers(port: int, data: Path) -> bool:
    """Say whether Prometheus is ready, and is ours: the port may belong to another by now."""
    if _get(port, "/-/ready") is None:
        return False
    flags = _get(port, "/api/v1/status/flags")
    return flags is not None and json.loads(flags)["data"]["storage.tsdb.path"] == str(data)


def _get(port: int, path: str) -> bytes | None:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    return body if answer.status == HTTPStatus.OK else None
