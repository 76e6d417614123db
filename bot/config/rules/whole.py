"""The file as a whole: its version, and the sections without which there is nothing to serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config.problems import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config.reading import Reading

VERSION = 1

_NEEDED = {
    "people": "who everybody is",
    "teams": "an SRE team and a product group",
    "services": "what the two teams run together",
    "engagements": "which teams run which services, and where they meet",
    "sources": "where the counts of events come from",
}


def problems(reading: Reading) -> Iterator[Remark]:
    """What the file lacks."""
    if not reading.doubtful("version") and reading.file.version != VERSION:
        yield _version(reading.file.version)
    for section, what in _NEEDED.items():
        if not reading.declared[section] and not reading.doubtful(section):
            yield Remark((section,), f"`{section}` is missing: {what}.", _INIT)


def _version(version: int | None) -> Remark:
    said = "is missing" if version is None else f"{version} is not known to this Rapport"
    return Remark(("version",), f"The file's version {said}.", f"Write `version: {VERSION}`.")


_INIT = "See the example, or let `rapport init` write a file for your own two teams."
