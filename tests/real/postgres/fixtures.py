"""Fixtures; tests/conftest.py names this module in `pytest_plugins`."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import psycopg_pool.base
import pytest

from .server import Postgres, start_postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL, which may be stopped and started again, and runs when a test begins.

    Not in pytest's own folder: root's is closed to whom the server runs as.
    """
    with TemporaryDirectory(prefix="rapport-postgres-", ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101 - a name, no Path
        server = start_postgres(Path(folder))
        yield server
        server.stop(immediate=True)


@pytest.fixture(autouse=True, scope="session")
def dice_of_their_own() -> Iterator[None]:
    """A pool's thread throws dice when it has connected, at any moment.

    Hypothesis watches Python's shared ones: whoever throws them beside it spoils its example.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg_pool.base, "random", Random().random)
        yield


@pytest.fixture
def bare_postgres_url(postgres: Postgres) -> Iterator[str]:
    """The address of a database of this test alone, in which no table was made yet."""
    url = postgres.database(template="template0")
    yield url
    postgres.drop(url)


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """The address of a migrated, empty database of this test alone."""
    url = postgres.database()
    yield url
    postgres.drop(url)
