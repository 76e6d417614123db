"""Runs ``rapport`` as people do: a process of its own, with a pipe or a terminal for its output."""

from __future__ import annotations

import codecs
import os
import pty
import select
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[2]
RAPPORT = (sys.executable, "-m", "rapport")
_TAKE_THE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "rapport", *sys.argv[1:]])
"""
AT_A_TERMINAL = (sys.executable, "-c", _TAKE_THE_TERMINAL)
"""Makes the terminal its own first, so that Ctrl-C reaches it."""
PLAIN = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))} | {
    "LC_ALL": "C.UTF-8",
    "PYTHONPATH": str(ROOT),
}
PATIENCE = 30
CTRL_C = "\x03"
AGAIN = 20
"""Quiet moments after which it is pressed again: one that comes just before a read is not heard."""


@dataclass(frozen=True)
class Ran:
    """How a process went."""

    status: int
    out: str
    err: str = ""


@dataclass(frozen=True)
class Rapport:
    """The command line, in a folder with the example's app.yaml."""

    folder: Path

    def __call__(
        self, *words: str, typed: str | None = None, environ: Mapping[str, str] | None = None
    ) -> Ran:
        """Run with pipes."""
        done = subprocess.run(
            (*RAPPORT, *words),
            input=typed or "",
            capture_output=True,
            cwd=self.folder,
            env={**PLAIN, **(environ or {})},
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def at_a_terminal(
        self,
        *words: str,
        dialogue: Sequence[tuple[str, str]] = (),
        environ: Mapping[str, str] | None = None,
    ) -> Ran:
        """Run at a terminal of 80 columns.

        Args:
            words: The command line.
            dialogue: What to wait for on the screen, and what to type then.
            environ: More environment variables.
        """
        near, far = pty.openpty()
        process = subprocess.Popen(
            (*AT_A_TERMINAL, *words),
            stdin=far,
            stdout=far,
            stderr=far,
            cwd=self.folder,
            env={**PLAIN, "TERM": "xterm-256color", "COLUMNS": "80", **(environ or {})},
            start_new_session=True,
        )
        os.close(far)
        try:
            shown = _converse(near, list(dialogue))
            status = process.wait(PATIENCE)
        finally:
            process.kill()
            process.wait()
            os.close(near)
        return Ran(status, shown.replace("\r\n", "\n"))


def _converse(near: int, dialogue: list[tuple[str, str]]) -> str:
    """Read until the other end closes; type each text once its cue has come."""
    shown, unanswered, typed, idle = "", 0, "", 0
    decoder = codecs.getincrementaldecoder("utf-8")()
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if not select.select([near], [], [], 0.05)[0]:
            idle += 1
            if typed == CTRL_C and idle % AGAIN == 0:
                os.write(near, CTRL_C.encode())
            continue
        idle = 0
        try:
            shown += decoder.decode(os.read(near, 65_536))
        except OSError:  # how Linux says that the other end was closed
            return shown
        if dialogue and dialogue[0][0] in shown[unanswered:]:
            unanswered = len(shown)
            _, typed = dialogue.pop(0)
            os.write(near, typed.encode())
    raise TimeoutError(shown)
