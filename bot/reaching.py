"""Reaching: one message gets where it belongs, and it is known what is certain should that fail.

What may have arrived is looked for before it goes again. Where a platform does not let us look, it
goes again once, and says so.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from bot.errors import BotError, NotFound
from bot.outgoing import Certain, ToPerson, openly
from bot.ports.chat import Lookup, Posted, Refused, Unsure
from bot.reply import Note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model.organisation import Person
    from bot.outgoing import Outgoing, Sending
    from bot.ports.chat import Chat, Target
    from bot.ports.store import Store, Tx
    from bot.reply import Card

PERHAPS_AGAIN = "This may have been posted before."

log = logging.getLogger(__name__)


class Superfluous(BotError):  # noqa: N818 - it reads as what it says
    """What is to be changed does not stand anywhere: there is nothing to do."""


class TooEarly(Exception):  # noqa: N818 - it reads as what it says
    """What is to be changed is still to be posted."""


@dataclass(slots=True)
class Odds:
    """What is certain if an attempt fails from here on.

    Attributes:
        refused: If the platform does not take it.
        broken_off: If nobody knows whether it did.
    """

    refused: Certain = Certain.NOT_THERE
    broken_off: Certain = Certain.NOT_THERE


@dataclass(frozen=True, slots=True)
class Reaching:
    """Posts and changes, on one platform.

    Attributes:
        chat: Posts there.
        store: Remembers what was posted before.
        people: Everybody, by key.
        by: Whose claims they are.
    """

    chat: Chat
    store: Store
    people: Mapping[str, Person]
    by: str

    def openly(self, outgoing: Outgoing) -> Outgoing | None:
        """What is said in a channel in place of what somebody cannot be told directly."""
        if not isinstance(outgoing.to, ToPerson):
            return None
        person = self.people.get(outgoing.to.person)
        return outgoing.openly(person.name if person else outgoing.to.person)

    async def __call__(self, sending: Sending, odds: Odds) -> Posted:
        """Bring one there; ``odds`` is kept true meanwhile.

        Raises:
            TooEarly: What it replaces is still to be posted.
            Superfluous: What it replaces is gone.
            BotError: Whatever the platform raises.
        """
        outgoing = sending.outgoing
        if outgoing.replaces is not None:
            posted = await self._earlier(outgoing.replaces)
            # What broke off may still arrive: a later change must not overtake it.
            odds.broken_off = Certain.NOTHING
            await self.chat.update(posted, outgoing.card)
            return posted
        to, begun = self._target(outgoing), sending.waiting.begun
        if begun is None:
            return await self._post(outgoing, outgoing.card, to, odds)
        odds.refused = odds.broken_off = Certain.NOTHING
        found = await self.chat.find(outgoing.key, to=to, since=begun)
        if isinstance(found, Posted):
            return found
        match found:
            case Lookup.ABSENT:
                odds.refused = Certain.NOT_THERE
                return await self._post(outgoing, outgoing.card, to, odds)
            case Lookup.UNKNOWABLE:
                return await self._repeat(sending, to, odds)
            case _:
                assert_never(found)

    async def _post(self, outgoing: Outgoing, card: Card, to: Target, odds: Odds) -> Posted:
        odds.broken_off = Certain.NOTHING
        return await self.chat.post(card, to=to, key=outgoing.key)

    async def _repeat(self, sending: Sending, to: Target, odds: Odds) -> Posted:
        """Post again what may stand there: once, and marked."""
        outgoing, card = sending.outgoing, sending.outgoing.card
        if sending.waiting.repeated:
            raise Refused(
                "It was sent twice, and whether it arrived is unknown.",
                next_step="Look there, and say it yourself if it is missing.",
            )
        if not await self.store.transact(lambda tx: tx.outbox.note_repeated(sending, by=self.by)):
            raise Unsure("Another process has taken it over.")
        log.warning("%s is posted again, for nobody knows whether it arrived", outgoing.key)
        odds.refused = Certain.NOT_THIS_TIME
        marked = replace(card, blocks=(*card.blocks, Note(PERHAPS_AGAIN)))
        return await self._post(outgoing, marked, to, odds)

    async def _earlier(self, key: str) -> Posted:
        keys = (key, openly(key))

        def work(tx: Tx) -> tuple[Posted | None, bool]:
            posted = next(filter(None, map(tx.outbox.posted, keys)), None)
            return posted, any(map(tx.outbox.is_open, keys))

        posted, is_open = await self.store.transact(work)
        if posted is not None:
            return posted
        if is_open:
            raise TooEarly
        raise Superfluous(f"{key}, which it replaces, does not stand anywhere.")

    def _target(self, outgoing: Outgoing) -> Target:
        to = outgoing.to
        if not isinstance(to, ToPerson):
            return to
        if to.person not in self.people:
            raise NotFound(
                f"app.yaml does not know {to.person} any more.",
                next_step="Name them under “people” again, if they should be told.",
            )
        return self.people[to.person]
