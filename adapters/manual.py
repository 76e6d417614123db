"""Writes what is generated: docs/commands.md, docs/access.md, and the README's marked parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.abilities import table
from bot.access_page import access_page
from bot.manual import between_markers, commands_page
from bot.privacy import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from bot.abilities import Abilities
    from bot.command import Command


def renew(
    root: Path, commands: Collection[Command], platforms: Mapping[str, Abilities], *, dry: bool
) -> list[str]:
    """Write the pages that are not as they should be; a dry run only finds them.

    Returns:
        Their names.
    """
    readme = root / "README.md"
    described = between_markers(readme.read_text("utf-8"), "platforms", table(platforms))
    pages = {
        root / "docs" / "commands.md": commands_page(commands),
        root / "docs" / "access.md": access_page(commands),
        readme: between_markers(described, "stored", listed()),
    }
    stale = {page: text for page, text in pages.items() if _text(page) != text}
    if not dry:
        for page, text in stale.items():
            page.write_text(text, "utf-8")
    return [str(page.relative_to(root)) for page in stale]


def _text(page: Path) -> str | None:
    return page.read_text("utf-8") if page.exists() else None
