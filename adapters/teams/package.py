"""The app's package: a zip of the manifest and both icons, the same bytes for the same app."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile, ZipInfo, is_zipfile

from adapters.teams import icons
from adapters.teams.order import NOWHERE_SAID
from bot.errors import Usage

if TYPE_CHECKING:
    from pathlib import Path

    from adapters.teams.order import Order

MANIFEST, COLOUR, OUTLINE = "manifest.json", "color.png", "outline.png"
_ANYBODY_READS = 0o100644
_UPLOAD = (
    "Upload it at https://admin.teams.microsoft.com under Teams apps → Manage apps, or in Teams "
    "under Apps → Manage your apps."
)


def write(manifest: str, order: Order, *, into: Path) -> str:
    """Write the package, over an older one of the same app if need be, and say so.

    Raises:
        Usage: The file is there already and is something else, or cannot be written.
    """
    if into.exists() and not _is_package(into):
        raise Usage(
            f"{into} is there already, and it is no package of a Teams app.",
            next_step="Name another file, or move this one away.",
        )
    try:
        into.write_bytes(packed(manifest))
    except OSError as error:
        said = (error.strerror or "no room").lower()
        raise Usage(
            f"{into} cannot be written: {said}.", next_step="Name a file that can be."
        ) from error
    lines = [f"Wrote {into}: app {order.app_id}, version {order.app_version}.", _UPLOAD]
    if order.leads_nowhere:
        lines.append(NOWHERE_SAID)
    return "\n".join(lines)


def packed(manifest: str) -> bytes:
    """The package of a manifest."""
    files = {MANIFEST: manifest.encode(), COLOUR: icons.colour(), OUTLINE: icons.outline()}
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, data in files.items():
            # No time of its own, and not compressed: compressors differ from machine to machine.
            file = ZipInfo(name)
            file.external_attr = _ANYBODY_READS << 16
            package.writestr(file, data)
    return buffer.getvalue()


def _is_package(path: Path) -> bool:
    if not is_zipfile(path):
        return False
    with ZipFile(path) as package:
        return MANIFEST in package.namelist()
