"""Both engines, under one contract.

``store`` is an empty store, once on SQLite and once on PostgreSQL: what takes it runs on both.
``open_again`` opens the same database once more, and ``process`` runs a script that does so.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.storage.build import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.opening import AnyStore

ROOT = Path(__file__).parents[2]


class Open(Protocol):
    """Opens the database of this test, as often as it is called."""

    def __call__(self) -> AnyStore: ...


class Run(Protocol):
    """Runs a script that finds in ``sys.argv[1]`` where the database of this test is."""

    def __call__(self, script: str, *, on: str | None = None) -> subprocess.Popen[str]: ...


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the database of this test is: a file, or an address."""
    if request.param == "sqlite":
        return str(tmp_path / "rapport.db")
    address: str = request.getfixturevalue("postgres_url")
    return address


@pytest.fixture
def open_again(where: str) -> Iterator[Open]:
    """Opens it; all are closed after the test."""
    with ExitStack() as stores:
        yield lambda: stores.enter_context(closing(opened(where)))


@pytest.fixture
def store(open_again: Open) -> AnyStore:
    """An empty store."""
    return open_again()


@pytest.fixture
def process(where: str) -> Iterator[Run]:
    """Runs scripts; whatever still runs after the test is killed."""
    running: list[subprocess.Popen[str]] = []

    def run(script: str, *, on: str | None = None) -> subprocess.Popen[str]:
        words = [sys.executable, "-c", script, on or where]
        running.append(
            subprocess.Popen(
                words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
        )
        return running[-1]

    yield run
    for each in running:
        each.kill()
        each.communicate()
