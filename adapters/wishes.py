"""What somebody can wish for in the manifest of an app; each platform grants what it can."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from bot.errors import Usage

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from bot.config import Section


def _wish(about: str, *, word: str | None = None) -> Any:  # noqa: ANN401 - a field of any type
    """A wish and its flag: yes or no, unless it takes a word."""
    default = None if word else False
    return field(default=default, metadata={"about": about, "word": word})


def _beside(warning: str) -> None:
    """Say it where it is not taken for what was printed."""
    sys.stderr.write(f"{warning}\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Everything that ``rapport manifest`` can be told.

    Attributes:
        settings: The platform's section of app.yaml, read when a platform asks for it; None
            without the file or the section.
        warn: Says something beside what is printed.
    """

    url: str | None = _wish("your public https:// address", word="URL")
    explain: bool = _wish("say what each permission is for")
    history: bool = _wish("ask for message history, too (slack)")
    groups: bool = _wish("ask to change user groups, too (slack)")
    zip: str | None = _wish("write the app's package (teams)", word="FILE.zip")
    app_id: str | None = _wish("the app's id, if not app.yaml's (teams)", word="ID")
    app_version: str | None = _wish("the app's version (teams)", word="N.N.N")
    slash: bool = _wish("offer the commands behind / as well (teams)")
    website: str | None = _wish("where people read about it (teams)", word="URL")
    privacy: str | None = _wish("your privacy statement (teams)", word="URL")
    terms: str | None = _wish("your terms of use (teams)", word="URL")
    settings: Callable[[], Section | None] = field(default=lambda: None)
    warn: Callable[[str], None] = field(default=_beside)

    @classmethod
    def of(cls, words: Namespace) -> Wishes:
        """As they were read from the command line, by ``add_flags``."""
        return cls(**{name: getattr(words, name) for name in _defaults()})

    def only(self, *granted: str, platform: str) -> None:
        """Refuse what a platform cannot grant.

        Args:
            granted: The names of the wishes that it can.
            platform: Its name as people write it.

        Raises:
            Usage: There are others; it names them.
        """
        vain = [
            name
            for name, default in _defaults().items()
            if name not in granted and getattr(self, name) != default
        ]
        if vain:
            raise Usage(
                f"A manifest for {platform} takes no {' and no '.join(map(_flag, vain))}.",
                next_step=f"It takes {', '.join(map(_flag, granted))}.",
            )


def add_flags(sub: ArgumentParser) -> None:
    """A flag for each wish."""
    for each in _flags():
        flag, about, word = _flag(each.name), each.metadata["about"], each.metadata["word"]
        if word is None:
            sub.add_argument(flag, action="store_true", help=about)
        else:
            sub.add_argument(flag, metavar=word, help=about)


def _flags() -> list[Any]:
    return [each for each in fields(Wishes) if "about" in each.metadata]


def _defaults() -> dict[str, object]:
    return {each.name: each.default for each in _flags()}


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"
