"""What lies in a store's outbox, as a test reads it: to whom or where, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.card_store import from_text
from bot.outgoing import ToPerson
from bot.ports.chat import Posted
from bot.request import Place

if TYPE_CHECKING:
    from datetime import datetime

    from bot.outgoing import Outgoing
    from bot.ports.store import Store, Tx
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


async def arrive(
    store: Store, platform: str = "playground", *, now: datetime, link: str | None = None
) -> None:
    """Let all that waits arrive on a platform, under addresses that begin like a link."""

    def posted(outgoing: Outgoing) -> Posted:
        to, message = outgoing.to, outgoing.replaces or outgoing.key
        place = (
            Place(platform, f"with {to.person}", direct=True) if isinstance(to, ToPerson) else to
        )
        return Posted(place, message, link and f"{link}{message.replace(' ', '-')}")

    def work(tx: Tx) -> bool:
        waiting = tx.outbox.ready(platform, now=now, most=100)
        for each in waiting:
            sending = tx.outbox.begin(each, by="post", now=now, until=now)
            tx.outbox.sent(sending, posted(each.outgoing), by="post", at=now)
        return bool(waiting)

    while await store.transact(work):
        pass
