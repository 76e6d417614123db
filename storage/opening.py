"""Opens the store that app.yaml names; PostgreSQL's library is imported where it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from storage.database import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.config.loading import Storage
    from storage.database import SqliteStore
    from storage.postgresql.store import PostgresStore

    AnyStore: TypeAlias = SqliteStore | PostgresStore


def open_configured(storage: Storage, *, environ: Mapping[str, str]) -> AnyStore:
    """Open a store, creating or migrating it as needed.

    Args:
        storage: What app.yaml says.
        environ: Where the address of PostgreSQL is.

    Raises:
        StoreTooNew: It was written by a newer version.
        StoreUnusable: It cannot be opened.
    """
    if storage.path is not None:
        return open_store(storage.path)
    from storage.postgresql.opening import open_postgresql  # noqa: PLC0415 - costs start-up time

    return open_postgresql(storage.url_env or "", environ=environ)
