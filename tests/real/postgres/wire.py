"""A line to PostgreSQL that a test can cut, just when something is committed."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from types import TracebackType
from typing import Final, Self

HOST: Final = "127.0.0.1"
CHUNK: Final = 65_536
COMMIT: Final = b"COMMIT\0"
"""The statement alone; to begin, one says READ COMMITTED."""


class Cut(Enum):
    """When the next commit's connection breaks."""

    BEFORE = auto()
    """The server never hears of it."""
    AFTER = auto()
    """The server commits, and nobody hears that."""


class Wire:
    """Relays to a server; use it in a `with`.

    Attributes:
        cut: What happens to the next commit, once.
        dead: Whether no connection leads anywhere, once that commit was cut.
    """

    def __init__(self, port: int) -> None:
        self.cut: Cut | None = None
        self.dead = False
        self._port = port
        self._door = socket.create_server((HOST, 0))
        self._here: int = self._door.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self._closed = False

    def through(self, url: str) -> str:
        """The address of a database, by way of here."""
        return url.replace(f":{self._port}/", f":{self._here}/")

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closed = True
        socket.create_connection((HOST, self._here)).close()  # wakes who waits at the door
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        with self._door:
            while True:
                near, _ = self._door.accept()
                if self._closed:
                    near.close()
                    return
                thread = threading.Thread(target=self._relay, args=(near,))
                self._threads.append(thread)
                thread.start()

    def _relay(self, near: socket.socket) -> None:
        answered = threading.Event()
        answered.set()

        def asked(said: bytes) -> bool:
            if self.cut is None:
                return not self.dead
            if COMMIT not in said:
                return True
            cut, self.cut = self.cut, None
            answered.clear()
            return cut is Cut.AFTER

        with near, suppress(OSError):
            if self.dead:
                return
            with socket.create_connection((HOST, self._port)) as far:
                back = threading.Thread(
                    target=_pass_on, args=(far, near, lambda _: answered.is_set())
                )
                back.start()
                _pass_on(near, far, asked)
                back.join()


def _pass_on(source: socket.socket, target: socket.socket, passes: Callable[[bytes], bool]) -> None:
    """Hand on what is said, until somebody hangs up or something must not pass."""
    with suppress(OSError):
        while (said := source.recv(CHUNK)) and passes(said):
            target.sendall(said)
    for each in (source, target):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
