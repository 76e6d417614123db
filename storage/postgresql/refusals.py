"""Why PostgreSQL cannot be used, and what to do about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import psycopg

from storage.errors import StoreUnusable

if TYPE_CHECKING:
    from storage.postgresql.address import Address

OLDEST = 13
_SAID = re.compile(r"FATAL:\s+(.+)")
_NETWORK = {
    "Connection refused": "nothing listens there",
    "No such file or directory": "nothing listens there",
    "could not translate host name": "there is no machine of that name",
    "timeout expired": "it does not answer in time",
    "SSL": "the two do not agree on encryption (`sslmode` in the address)",
    "couldn't get a connection": "it does not answer in time",
}
_ADVICE = (
    "Look whether PostgreSQL runs, and whether the variable that `storage.url_env` in app.yaml "
    "names holds the right address, user and password."
)


def refusal(error: psycopg.Error, where: Address) -> StoreUnusable:
    """What is the matter when it cannot be opened; never in libpq's words, which show addresses."""
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return StoreUnusable(
            f"{where.place}, cannot be used: Rapport may not make its tables there.",
            next_step="Let its user own the database, or: GRANT CREATE ON SCHEMA public TO …",
        )
    return StoreUnusable(f"{where.place}, cannot be used: {_why(error)}.", next_step=_ADVICE)


def unfit(where: Address, *, version: int, encoding: str, read_only: bool) -> StoreUnusable | None:
    """What is the matter with a server that can be reached; None if nothing is.

    Args:
        where: Which one it is.
        version: As the server counts: 150004 is 15.4.
        encoding: Of the database.
        read_only: Whether it takes no writes, as a replica does.
    """
    found = version // 10_000
    if found < OLDEST:
        return StoreUnusable(
            f"{where.place}, is version {found}, and Rapport needs {OLDEST} or newer.",
            next_step="Upgrade it, or name another one.",
        )
    if encoding != "UTF8":
        return StoreUnusable(
            f"{where.place}, keeps text as {encoding}, and people write in UTF-8.",
            next_step="Make a database for Rapport: createdb --encoding=UTF8 --template=template0",
        )
    if read_only:
        return StoreUnusable(
            f"{where.place}, takes no writes: it is a replica, or set to read only.",
            next_step="Name the primary, or add ?target_session_attrs=read-write to the address.",
        )
    return None


def _why(error: psycopg.Error) -> str:
    text = str(error)
    if said := _SAID.search(text):
        return said[1]
    if error.sqlstate:
        return f"it says “{text.splitlines()[0]}”"
    told = (why for sign, why in _NETWORK.items() if sign in text)
    return next(told, "it cannot be reached")
