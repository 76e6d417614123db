"""A real PostgreSQL on loopback: made, started, awaited, stopped in three ways, started again."""

import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

import psycopg

from storage.postgresql.opening import open_postgresql

from .programs import hand_over, programs, somebody

HOST: Final = "127.0.0.1"
USER: Final = "rapport"
PASSWORD: Final = "correct-horse"
READY_WITHIN: Final = 30.0  # seconds; after a crash it reads its log first
ASK_AGAIN_AFTER: Final = 0.02  # seconds
TEMPLATE: Final = "migrated"
GERMAN: Final = "LOCALE_PROVIDER icu ICU_LOCALE 'de'"
"""A database sorts as its language does, unless told."""
SETTINGS: Final = ("fsync=on", "shared_buffers=16MB", "max_connections=40")
"""What is committed must be on the disk: these tests pull the plug."""


@dataclass
class Postgres:
    """A server, with databases that are made for each test.

    Attributes:
        folder: Everything of it.
        port: On 127.0.0.1, the same after a restart.
    """

    folder: Path
    port: int
    _process: "subprocess.Popen[bytes] | None" = None
    _serial: "count[int]" = field(default_factory=lambda: count(1))

    def url(self, database: str = "postgres") -> str:
        """The address of a database, password and all."""
        return f"postgresql://{USER}:{PASSWORD}@{HOST}:{self.port}/{database}"

    def database(self, *, template: str = TEMPLATE) -> str:
        """Make a database; gives its address.

        Args:
            template: From "template0" it has no table yet, and can be told its encoding.
        """
        name = f"rapport_{next(self._serial)}"
        self.tell(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Delete a database, whoever is still connected."""
        name = url.rpartition("/")[2]
        self.tell(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def tell(self, statement: str) -> None:
        """Run a statement as the server's owner."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def start(self) -> None:
        """Start it and wait until it answers.

        Raises:
            RuntimeError: It ended, or was not ready in time; the message holds its log.
        """
        log = self.folder / "postgres.log"
        options = (f"port={self.port}", f"listen_addresses={HOST}", *SETTINGS)
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [
                    programs() / "postgres",
                    *("-D", self.folder / "data"),
                    *("-k", self.folder),
                    *(word for option in options for word in ("-c", option)),
                ],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                **somebody(),
            )
        try:
            _wait_until_ready(self._process, self.url())
        except BaseException as error:
            self.stop(immediate=True)
            error.add_note(log.read_text(errors="replace"))
            raise

    def stop(self, *, immediate: bool = False) -> None:
        """End it and wait until it is gone.

        Args:
            immediate: As if the machine lost power: nothing is tidied up.
        """
        if self._process is None:
            return
        self._process.send_signal(signal.SIGQUIT if immediate else signal.SIGINT)
        self._process.wait()
        self._process = None

    def restart(self, *, immediate: bool = False) -> None:
        """Stop it and start it again at the same address."""
        self.stop(immediate=immediate)
        self.start()


def start_postgres(folder: Path) -> Postgres:
    """Make a server in an empty folder that anybody may enter, and start it."""
    hand_over(folder)
    secret = folder / "password"
    secret.write_text(PASSWORD)
    subprocess.run(
        [
            programs() / "initdb",
            *("--pgdata", folder / "data"),
            *("--username", USER, "--pwfile", secret),
            *("--auth", "scram-sha-256", "--encoding", "UTF8", "--no-locale", "--no-sync"),
        ],
        check=True,
        capture_output=True,
        cwd=folder,
        **somebody(),
    )
    server = Postgres(folder, _free_port())
    server.start()
    server.tell(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0 {GERMAN}")
    open_postgresql("URL", environ={"URL": server.url(TEMPLATE)}).close()
    return server


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _wait_until_ready(process: "subprocess.Popen[bytes]", url: str) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not _answers(url):
        try:
            code = process.wait(ASK_AGAIN_AFTER)
        except subprocess.TimeoutExpired:
            if time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL was not ready in {READY_WITHIN:.0f} s.") from None
        else:
            raise RuntimeError(f"PostgreSQL ended with code {code} before it was ready.")


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True
