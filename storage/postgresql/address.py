"""The address of a database: read, completed for bad networks, and never shown whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from storage.errors import StoreUnusable

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLE = "postgresql://USER:PASSWORD@HOST/DATABASE"
_UNLESS_TOLD = {
    "application_name": "rapport",
    "client_encoding": "UTF8",
    "connect_timeout": "5",
    # A peer that vanished is noticed in half a minute, where Linux takes two hours.
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "25000",
}


@dataclass(frozen=True, slots=True)
class Address:
    """How a database is reached.

    Attributes:
        conninfo: In libpq's words, password and all.
        place: For people, without the password.
    """

    conninfo: str
    place: str


def address(variable: str, *, environ: Mapping[str, str]) -> Address:
    """Read the address that a variable holds.

    Raises:
        StoreUnusable: It is not set, or cannot be understood.
    """
    url = environ.get(variable, "").strip()
    if not url:
        raise StoreUnusable(
            f"The environment variable {variable}, which `storage.url_env` names, is not set.",
            next_step=f"Set it to the address of PostgreSQL, such as {EXAMPLE}.",
        )
    try:
        told = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    except psycopg.Error:
        told = {"host": "@"}
    if "@" in told.get("host", "") + told.get("dbname", ""):  # it begins within the password
        raise StoreUnusable(
            f"The address in {variable} cannot be understood.",
            next_step=f"Write it like {EXAMPLE}; in a password, @ is %40, / is %2F and : is %3A.",
        )
    return Address(make_conninfo(**{**_UNLESS_TOLD, **told}), _place(told))


def _place(told: Mapping[str, str]) -> str:
    database = told.get("dbname") or told.get("user") or "its usual database"
    host = told.get("host") or told.get("hostaddr") or "this machine"
    return f"PostgreSQL, database {database} on {host}"
