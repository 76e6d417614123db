"""Writes the generated pages: docs/commands.md and the README's table of platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.abilities import table
from bot.manual import between_markers, commands_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from bot.abilities import Abilities
    from bot.command import Command


def outdated(
    root: Path, *, commands: Iterable[Command], platforms: Mapping[str, Abilities]
) -> Mapping[Path, str]:
    """The pages that are not as they should be, each with its right text."""
    readme = root / "README.md"
    pages = {
        root / "docs" / "commands.md": commands_page(commands),
        readme: between_markers(readme.read_text(encoding="utf-8"), "platforms", table(platforms)),
    }
    return {page: text for page, text in pages.items() if _text(page) != text}


def _text(page: Path) -> str | None:
    return page.read_text(encoding="utf-8") if page.exists() else None
