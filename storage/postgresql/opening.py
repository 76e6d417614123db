"""Opens PostgreSQL's store: reached, looked at, brought up to date, or refused kindly."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import psycopg
from psycopg import RawCursor
from psycopg.types.numeric import Int8Dumper
from psycopg_pool import ConnectionPool

from bot.ports.store import Durability
from storage.postgresql.address import address
from storage.postgresql.refusals import refusal, unfit
from storage.postgresql.session import Session
from storage.postgresql.store import BEGIN, BUSY_SECONDS, PostgresStore
from storage.postgresql.tables import bring_up_to_date, version
from storage.transactions import transaction
from storage.tx import SqlTx
from storage.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.postgresql.address import Address
    from storage.postgresql.session import Raw

MOST_CONNECTIONS = 4
"""Two threads work; after a restart each may hold a lost one while it asks what became of it."""
_LOOK = """
    SELECT current_setting('server_version_num')::int, current_setting('server_encoding'),
           current_setting('transaction_read_only') = 'on'
"""


def open_postgresql(variable: str, *, environ: Mapping[str, str]) -> PostgresStore:
    """Open a store, creating or migrating its tables as needed.

    Args:
        variable: The environment variable with the address.
        environ: Where it is.

    Raises:
        StoreTooNew: The tables were made by a newer version.
        StoreUnusable: It cannot be reached, or is not fit for it.
    """
    where = address(variable, environ=environ)
    try:
        with ExitStack() as opening:
            _look(where)
            pool = opening.enter_context(closing(_pool(where)))
            _migrate(pool, where)
            opening.pop_all()
    except psycopg.Error as error:
        raise refusal(error, where) from None  # what it says may show the password
    return PostgresStore(where.place, pool)


def _look(where: Address) -> None:
    """Reach it once: what a pool says about a server that refuses is hard to read."""
    with closing(psycopg.connect(where.conninfo, autocommit=True)) as raw:
        row = raw.execute(_LOOK).fetchone()
    version_number, encoding, read_only = row or (0, "", False)
    if refused := unfit(where, version=version_number, encoding=encoding, read_only=read_only):
        raise refused


def _pool(where: Address) -> ConnectionPool[Raw]:
    return ConnectionPool(
        where.conninfo,
        kwargs={"autocommit": True, "cursor_factory": RawCursor},
        configure=_configure,
        min_size=1,
        max_size=MOST_CONNECTIONS,
        num_workers=1,
        timeout=BUSY_SECONDS,
        reconnect_timeout=BUSY_SECONDS,  # then whoever comes next tries anew, at once
        name="rapport",
        open=True,
    )


def _configure(raw: Raw) -> None:
    raw.adapters.register_dumper(int, Int8Dumper)  # one type for every integer: one prepared plan


def _migrate(pool: ConnectionPool[Raw], where: Address) -> None:
    session = Session(pool)
    with session.lent():
        if version(session) == VERSION:
            return
        with transaction(SqlTx(session, BEGIN[Durability.POWER_LOSS])):
            bring_up_to_date(session, place=where.place)
