"""What a slow source and a quiet terminal ask for: a sign of life, and no log lines in between."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import TYPE_CHECKING, TypeVar

from bot.desk import SIGN_OF_LIFE

if TYPE_CHECKING:
    from collections.abc import Awaitable

T = TypeVar("T")

STILL_ASKING = "The source is slow; still asking …\n"


async def patiently(answering: Awaitable[T]) -> T:
    """Wait for an answer, and say so on standard error where it takes long."""
    telling = asyncio.get_running_loop().call_later(SIGN_OF_LIFE, _say)
    try:
        return await answering
    finally:
        telling.cancel()


def _say() -> None:
    sys.stderr.write(STILL_ASKING)
    sys.stderr.flush()


def quietly() -> None:
    """Log errors alone: the answer says already what a source could not do."""
    logging.getLogger().setLevel(logging.ERROR)
