"""Both engines, under one contract.

``store`` is an empty store, once on SQLite and once on PostgreSQL: what takes it runs on both.
``open_again`` opens the same database once more, as another process would.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, TypeAlias

import pytest

from bot.config import Storage
from storage.opening import open_configured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from storage.opening import AnyStore

    Open: TypeAlias = Callable[[], AnyStore]

VARIABLE = "RAPPORT_DATABASE_URL"


@pytest.fixture(params=["sqlite", "postgresql"])
def open_again(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens one database of this test, as often as it is called."""
    if request.param == "sqlite":
        storage, environ = Storage(tmp_path / "rapport.db"), {}
    else:
        storage = Storage(None, VARIABLE)
        environ = {VARIABLE: request.getfixturevalue("postgres_url")}
    with ExitStack() as opened:
        yield lambda: opened.enter_context(closing(open_configured(storage, environ=environ)))


@pytest.fixture
def store(open_again: Open) -> AnyStore:
    """An empty store."""
    return open_again()
