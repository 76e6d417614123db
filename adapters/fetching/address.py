"""The address of a server, as app.yaml carries it."""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.config.concealing import shown
from bot.config.values import refused


def address(text: str, *, like: str, secrets: str) -> str:
    """Check an address, and drop the slash at its end.

    Args:
        text: What was written.
        like: Addresses that would do, for whoever wrote something else.
        secrets: Where a user, a password or a token belongs instead.

    Raises:
        PydanticCustomError: It is no address, or it holds a secret.
    """
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment:
        raise refused(
            f"`{shown(text)}` is not the address of a server.", fix=f"Write it like {like}."
        )
    if parts.username is not None:
        raise refused(
            "The address holds a user or a password, and this file is read by many.",
            fix=f"{secrets} Replace that password by a new one.",
        )
    return text.rstrip("/")
