"""What lies in a store's outbox, as a test reads it: to whom or where, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.card_store import from_text

if TYPE_CHECKING:
    from bot.ports.store import Store
    from bot.reply import Card


@dataclass(frozen=True)
class Unasked:
    """One message: to ``@person`` or into a channel, its card, and what became of it so far.

    ``otherwise`` is the channel where it is said if the person cannot be written to.
    """

    key: str
    to: str
    card: Card
    state: str
    otherwise: str | None

    @property
    def said(self) -> tuple[str, str]:
        """To whom, and the headline."""
        return self.to, self.card.headline


async def unasked(store: Store) -> list[Unasked]:
    """All that was put in so far, in order."""
    rows = await store.transact(
        lambda tx: tx.connection.execute(  # type: ignore[attr-defined] # a look behind the port
            "SELECT key, channel, person, card, state, otherwise FROM outbox ORDER BY number"
        ).fetchall()
    )
    return [
        Unasked(key, f"@{person}" if person else channel, from_text(card), state, otherwise)
        for key, channel, person, card, state, otherwise in rows
    ]
