"""What became of a commit that nobody confirmed: PostgreSQL remembers it, and is asked again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import psycopg
from psycopg_pool import PoolTimeout

from bot.errors import BotError

if TYPE_CHECKING:
    from psycopg_pool import ConnectionPool

    from storage.postgresql.session import Raw

PATIENCE_SECONDS = 20
_ASK_AGAIN_SECONDS = 0.1
_STATUS = b"SELECT pg_xact_status($1::text::xid8)"
_ENDS = {"committed": True, "aborted": False}


class CommitUnknown(BotError):  # noqa: N818 - it reads as what it says
    """It may have been written down, or not."""

    code = "commit_unknown"

    def __init__(self) -> None:
        super().__init__(
            "PostgreSQL went away while it wrote this down, and it cannot be told whether it did.",
            next_step="Look whether it is there before you do it again.",
        )


def kept(transaction: str, *, pool: ConnectionPool[Raw]) -> bool:
    """Whether a transaction was committed.

    Args:
        transaction: Its number.
        pool: Where to ask.

    Raises:
        CommitUnknown: The database did not come back in time.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    while (left := until - time.monotonic()) > 0:
        try:
            with pool.connection(left) as raw:
                (status,) = raw.execute(_STATUS, [transaction]).fetchone() or (None,)
        except PoolTimeout:
            break
        except psycopg.OperationalError:
            status = "in progress"  # that connection was lost as well
        if status in _ENDS:
            return _ENDS[status]
        time.sleep(_ASK_AGAIN_SECONDS)
    raise CommitUnknown
