"""As much text as fits where a platform sets a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def fitting(parts: Sequence[str], between: str, most: int) -> str:
    """As many parts as fit, none of them broken."""
    said = parts[0]
    for part in parts[1:]:
        if len(said) + len(between) + len(part) + len(between) + 1 > most:
            return f"{said}{between}…"
        said = f"{said}{between}{part}"
    return said
