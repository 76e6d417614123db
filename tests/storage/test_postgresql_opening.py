"""What people read when PostgreSQL cannot be used: why, what to do, and never the password."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from storage.errors import StoreUnusable
from storage.postgresql.address import Address
from storage.postgresql.opening import open_postgresql
from storage.postgresql.refusals import unfit
from tests.real.postgres.server import PASSWORD, USER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.real.postgres import Postgres

VARIABLE = "RAPPORT_DATABASE_URL"
SOMEWHERE = Address("", "PostgreSQL, database rapport on db.example.com")


def _refused(url: str) -> StoreUnusable:
    with pytest.raises(StoreUnusable) as refused:
        open_postgresql(VARIABLE, environ={VARIABLE: url})
    error = refused.value
    assert PASSWORD not in f"{error} {error.next_step} {error.__cause__}"
    assert error.next_step
    return error


@pytest.fixture
def database(postgres: Postgres) -> Iterator[str]:
    """A database that a test may spoil."""
    url = postgres.database(template="template0")
    yield url
    postgres.drop(url)


def test_a_variable_that_is_not_set_is_named_with_an_example() -> None:
    error = _refused("  ")
    assert VARIABLE in error.message
    assert "postgresql://USER:PASSWORD@HOST/DATABASE" in (error.next_step or "")


@pytest.mark.parametrize(
    "url",
    [
        f"postgres//{USER}:{PASSWORD}@localhost/rapport",
        f"postgresql://{USER}:at@{PASSWORD}@localhost/rapport",
        f"postgresql://{USER}:{PASSWORD}@localhost:port/rapport",
        f"postgresql://{USER}:a/{PASSWORD}@localhost/rapport",
        f"postgresql://{USER}:{PASSWORD}%@localhost/rapport",
        f"user={USER} password={PASSWORD} nonsense=1",
    ],
)
def test_an_address_that_is_mistyped_is_not_shown(url: str) -> None:
    error = _refused(url)
    assert re.search("cannot be (understood|used)", error.message)


def test_where_nothing_listens_the_place_is_named(postgres: Postgres) -> None:
    error = _refused(postgres.url("rapport").replace(f":{postgres.port}/", ":1/"))
    assert error.message == (
        "PostgreSQL, database rapport on 127.0.0.1, cannot be used: nothing listens there."
    )


def test_a_wrong_password_is_told_in_the_servers_words(postgres: Postgres) -> None:
    error = _refused(postgres.url("postgres").replace(PASSWORD, f"{PASSWORD}r"))
    assert 'password authentication failed for user "rapport"' in error.message


def test_a_database_that_is_not_there_is_named(postgres: Postgres) -> None:
    assert 'database "nowhere" does not exist' in _refused(postgres.url("nowhere")).message


def test_who_may_not_make_tables_is_told_what_the_owner_can_say(
    postgres: Postgres, database: str
) -> None:
    postgres.tell(f"CREATE ROLE guest LOGIN PASSWORD '{PASSWORD}'")
    error = _refused(database.replace(f"//{USER}:", "//guest:"))
    assert "may not make its tables" in error.message
    assert "GRANT CREATE ON SCHEMA public" in (error.next_step or "")


def test_a_database_that_keeps_no_utf_8_is_refused(postgres: Postgres) -> None:
    postgres.tell("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1'")
    error = _refused(postgres.url("latin"))
    assert "keeps text as LATIN1" in error.message


def test_a_database_that_takes_no_writes_is_refused(postgres: Postgres, database: str) -> None:
    name = database.rpartition("/")[2]
    postgres.tell(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    assert "takes no writes" in _refused(database).message


def test_a_server_that_is_too_old_is_refused() -> None:
    refused = unfit(SOMEWHERE, version=120_022, encoding="UTF8", read_only=False)
    assert refused is not None
    assert "is version 12, and Rapport needs 13" in refused.message
    assert unfit(SOMEWHERE, version=130_000, encoding="UTF8", read_only=False) is None


def test_a_good_one_says_where_it_is_and_leaves_the_password_out(database: str) -> None:
    with closing(open_postgresql(VARIABLE, environ={VARIABLE: database})) as store:
        name = database.rpartition("/")[2]
        assert store.place == f"PostgreSQL, database {name} on 127.0.0.1"
