"""Pictures of drawings, for platforms that take no SVG."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from bot.drawing import pixels
from bot.drawing.pixels import png

__all__ = ["png", "png_off_loop"]

TIME_LIMIT_SECONDS = 10.0
"""A picture takes a twentieth of a second; the rest is for a busy machine."""


async def png_off_loop(svg_text: str, *, scale: int = 2) -> bytes:
    """Draw an SVG into pixels while the event loop goes on.

    The renderer never releases the interpreter's lock, so a thread would hold up everything for
    the whole picture. A process of its own does not, and leaves no memory behind. One at a time:
    pictures may wait, answers may not.

    Raises:
        subprocess.SubprocessError: It is no SVG, or the time limit has passed; the process's own
            words are on standard error.
    """
    return await asyncio.get_running_loop().run_in_executor(_queue(), _drawn, svg_text, scale)


def _drawn(svg_text: str, scale: int) -> bytes:
    program = [sys.executable, "-I", pixels.__file__, str(scale)]
    done = subprocess.run(  # noqa: S603 - our own program and a number
        program,
        input=svg_text.encode(),
        stdout=subprocess.PIPE,
        timeout=TIME_LIMIT_SECONDS,
        check=True,
    )
    return done.stdout


@cache
def _queue() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")
