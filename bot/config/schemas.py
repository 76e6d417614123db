"""What only adapters know about the file: the keys of each kind of source and of each platform."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.config.first import First
    from bot.config.section import Section


def _nothing(_platform: str) -> None:
    """No platform's ids are known."""


@dataclass(frozen=True, slots=True)
class Schemas:
    """Asked only for what the file names, so that nothing else is imported.

    Attributes:
        source: The settings and the query of a kind of source; None when there is no such kind.
            A query's values are plain texts.
        platform: The settings of a platform; None when there is no such platform or it has none.
        source_kinds: The kinds that count events.
        oncall_kinds: The kinds that know who is on call.
        platform_names: The platforms there are.
        group_platforms: Those that have user groups, which can follow who is on call.
        local_platforms: Those that are always there: they need no section of their own, and know
            everybody by the key in this file.
        first: What a platform adds to a first file, which tells what its ids look like; None when
            it adds nothing.
    """

    source: Callable[[str], tuple[type[Section], type[Section]] | None]
    platform: Callable[[str], type[Section] | None]
    source_kinds: tuple[str, ...]
    platform_names: tuple[str, ...]
    local_platforms: tuple[str, ...] = ("playground", "terminal")
    first: Callable[[str], First | None] = field(default=_nothing)
    oncall_kinds: tuple[str, ...] = ()
    group_platforms: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of source."""
        return (*self.source_kinds, *self.oncall_kinds)
