"""``rapport init`` puts its file down: never over another, and with the next step."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING

from bot.config.init import render
from bot.errors import Conflict

if TYPE_CHECKING:
    from pathlib import Path

    from bot.config.answers import Replies

_NEXT = """\
Wrote {path}.
Next: {next_step}
Then run `{check}`. It says what is still missing."""


def vacant(path: Path) -> None:
    """See, before anybody is asked anything, that a new file can be written there.

    Raises:
        Conflict: There is a file already, or no folder for it.
    """
    if path.exists():
        raise _taken(path)
    if not path.parent.is_dir():
        raise Conflict(
            f"{path} cannot be written: there is no folder {path.parent}.",
            next_step="Make the folder, or name another file with --config.",
        )
    if not os.access(path.parent, os.W_OK):
        raise Conflict(
            f"{path} cannot be written: its folder may not be changed.",
            next_step="Name a file in another folder with --config.",
        )


def write(path: Path, replies: Replies, *, usual: Path) -> str:
    """Write the file, never over one that is there.

    Args:
        path: The file.
        replies: What was answered.
        usual: The file that every command reads unless told.

    Returns:
        What to do next.

    Raises:
        Conflict: There is a file already.
    """
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(render(replies))
    except FileExistsError:
        raise _taken(path) from None
    where = "" if path == usual else f" --config {shlex.quote(str(path))}"
    next_step = replies.first.next_step.format(config=where)
    return _NEXT.format(path=path, next_step=next_step, check=f"rapport check{where}")


def _taken(path: Path) -> Conflict:
    return Conflict(
        f"{path} is there already, and stays as it is.",
        next_step="Move it away, or name another file with --config.",
    )
