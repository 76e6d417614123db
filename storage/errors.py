"""Why a store cannot be used, in words for whoever runs Rapport."""

from __future__ import annotations

from bot.errors import BotError
from storage.version import VERSION


class StoreUnusable(BotError):  # noqa: N818 - it reads as what it says
    """The store cannot be used; the message says why, and the next step what to do."""

    code = "store_unusable"


class StoreTooNew(StoreUnusable):
    """The store was written by a newer Rapport.

    Args:
        store: Which one.
        found: The version of its tables.
        setting: What in app.yaml names it.
    """

    def __init__(self, store: object, found: int, *, setting: str) -> None:
        super().__init__(
            f"{store} was written by a newer Rapport (schema {found}, this one knows {VERSION}).",
            next_step=f"Install that Rapport, or name another store as `{setting}` in app.yaml.",
        )
