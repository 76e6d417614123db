"""Reads what somebody types, or what a pipe holds, line by line."""

from __future__ import annotations

import contextlib
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def reader() -> Callable[[str], str]:
    """Reads from the keyboard, where Ctrl-C leaves at once, or from a pipe, without prompts.

    Nothing else goes on while somebody types, so reading may hold up the event loop.
    """
    if not sys.stdin.isatty():
        return lambda _prompt: input()
    with contextlib.suppress(ImportError):  # not on every platform
        import readline  # noqa: F401, PLC0415 - it gives input() its arrow keys and history
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return input
