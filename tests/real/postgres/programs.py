"""Where PostgreSQL's programs are, and as whom they may run."""

import os
import pwd
import re
import shutil
from pathlib import Path
from typing import Any, Final

from tests.real.require import miss

DEBIANS: Final = Path("/usr/lib/postgresql")
"""Debian keeps the server off PATH, a folder for each version."""


def programs() -> Path:
    """Give the folder of initdb and postgres, the newest; without them the test is skipped."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(DEBIANS.glob("*/bin/initdb"), key=lambda program: _version(program.parts[-3]))
    if not versions:
        miss("PostgreSQL's server is not installed: apt-get install postgresql")
    return versions[-1].parent


def _version(name: str) -> int:
    found = re.match(r"\d+", name)
    return int(found[0]) if found else 0


def somebody() -> dict[str, Any]:
    """Give what ``subprocess`` needs so that it is not root's: PostgreSQL refuses to be."""
    if os.geteuid() != 0:
        return {}
    who = pwd.getpwnam("nobody")
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": ()}


def hand_over(folder: Path) -> None:
    """Give a folder to whom the server runs as."""
    if who := somebody():
        os.chown(folder, who["user"], who["group"])
