"""Keeps what a made-up example agreed on apart from what people do.

In an example everybody is trusted to be who they say, and app.yaml accepts for the other side. None
of that may be taken for an agreement once the file stops calling itself an example.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import Conflict

if TYPE_CHECKING:
    from bot.ports.store import Tx

_NOBODY, _KIND, _MARK = "", "example", "agreed"


def mark_example(tx: Tx) -> None:
    """Write down that an example agrees in this store."""
    tx.rights.note_seed(_NOBODY, _KIND, _MARK)


def see_no_example(tx: Tx) -> None:
    """See that no example ever agreed in this store.

    Raises:
        Conflict: One did.
    """
    if _KIND in tx.rights.seeds(_NOBODY):
        raise Conflict(
            "What is agreed on in this store was agreed on in a made-up example, by nobody.",
            next_step="Whoever runs me can name another place under “storage” in app.yaml, or move "
            "that one away.",
        )
