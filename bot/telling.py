"""Says what nobody asked: puts cards into the outbox, for people and for an engagement's channels.

What is said lies in the transaction of what caused it; each reader gets it in their own zone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.outgoing import Outgoing, ToPerson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.model.organisation import Engagement
    from bot.outgoing import Standing
    from bot.ports.store import Tx
    from bot.readers import Readers
    from bot.reply import Card
    from bot.request import Place


@dataclass(frozen=True, slots=True)
class Telling:
    """Where people and engagements are told something.

    Attributes:
        readers: Who can be told; who has left is not written to any more.
    """

    readers: Readers

    def people(
        self,
        tx: Tx,
        key: str,
        people: Iterable[str],
        card: Callable[[str], Card],
        *,
        engagement: Engagement,
        openly: bool = False,
    ) -> None:
        """Write to some people directly.

        Args:
            tx: Where what happened is written.
            key: What makes it this message and no other; each person's own is added.
            people: Their keys.
            card: What it says, for a reader of a zone.
            engagement: What it is about.
            openly: Whether it is said in the channel to those who cannot be written to.
        """
        otherwise = self.readers.channel(engagement.places) if openly else None
        for said in self.readers.directly(key, people, card, zone=engagement.zone):
            tx.outbox.put(replace(said, otherwise=otherwise))

    def channels(
        self,
        tx: Tx,
        key: str,
        engagement: Engagement,
        card: Callable[[str], Card],
        *,
        instead_of: str | None = None,
    ) -> None:
        """Say it in the engagement's channels.

        Args:
            tx: Where what happened is written.
            key: What makes it this message and no other; each channel's own is added.
            engagement: Whose channels.
            card: What it says, for readers of a zone.
            instead_of: The key of an earlier message, in whose place it goes if there is one.
        """
        for said in self.readers.in_channels(key, engagement, card):
            earlier = _earlier(tx, said, key, instead_of) if instead_of else None
            tx.outbox.put(replace(said, replaces=earlier))

    def anew(
        self,
        tx: Tx,
        key: str,
        engagement: Engagement,
        card: Callable[[str], Card],
        *,
        after: str,
        left: Callable[[str], Card],
    ) -> None:
        """Say in the engagement's channels what is to be noticed: a change of a message is not.

        Args:
            tx: Where what happened is written.
            key: What makes it this message and no other; each channel's own is added.
            engagement: Whose channels.
            card: What it says, for readers of a zone.
            after: The key of an earlier message; one that is still to be sent is not sent any more.
            left: What stands there from now on where that one was sent.
        """
        pairs = (self.readers.in_channels(key, engagement, each) for each in (card, left))
        for said, instead in zip(*pairs, strict=True):
            earlier = _earlier(tx, said, key, after)
            if earlier and tx.outbox.posted(earlier):
                tx.outbox.put(replace(instead, key=f"{earlier} is over", replaces=earlier))
                earlier = None
            tx.outbox.put(replace(said, replaces=earlier))

    def thread(
        self,
        tx: Tx,
        key: str,
        place: Place,
        card: Callable[[str], Card],
        *,
        engagement: Engagement,
    ) -> None:
        """Say it in a thread, if its platform is served.

        Args:
            tx: Where what happened is written.
            key: What makes it this message and no other; the thread's own is added.
            place: The thread.
            card: What it says, for readers of a zone.
            engagement: What it is about.
        """
        if place.platform in self.readers.platforms:
            key = f"{key} {place.platform}/{place.channel}/{place.thread}"
            tx.outbox.put(Outgoing(key, place, card(engagement.zone)))

    def instead(
        self,
        tx: Tx,
        key: str,
        people: Iterable[str],
        card: Callable[[str], Card],
        *,
        engagement: Engagement,
        of: str,
    ) -> None:
        """Change what people were told directly; who was told nothing is told nothing now.

        Args:
            tx: Where what happened is written.
            key: What makes it this message and no other; each person's own is added.
            people: Their keys.
            card: What it says, for a reader of a zone.
            engagement: What it is about.
            of: The key of the earlier message.
        """
        for said in self.readers.directly(key, people, card, zone=engagement.zone):
            if earlier := _earlier(tx, said, key, of):
                tx.outbox.put(replace(said, replaces=earlier))

    def over(
        self,
        tx: Tx,
        became: str,
        said: Iterable[Standing],
        card: Callable[[str], Card],
        *,
        engagement: Engagement,
        first: Callable[[str], str] = lambda key: key,
    ) -> None:
        """Change what was said, wherever it stands, where it can be changed.

        Args:
            tx: Where what happened is written.
            became: What became of it; with the key of what was said it is the key of the change.
            said: What was said, or is still to be.
            card: What it says now, for a reader of a zone.
            engagement: What it is about.
            first: The key of what was said at first, by that of its last change: for what changes
                often, so that keys do not grow.
        """
        for each in said:
            zone = engagement.zone
            if isinstance(each.to, ToPerson):
                if each.to.person not in self.readers.organisation.active:
                    continue
                zone = self.readers.zone(each.to.person, otherwise=zone)
            if each.to.platform in self.readers.platforms:
                key = f"{first(each.key)} {became}"
                tx.outbox.put(Outgoing(key, each.to, card(zone), replaces=each.key))


def said_in(tx: Tx, key: str, engagement: Engagement) -> str | None:
    """An address of what was said in an engagement's channels; None while there is none."""
    places = sorted(engagement.places, key=lambda place: not place.home)
    posted = (tx.outbox.posted(f"{key} {each.platform}/{each.channel}") for each in places)
    return next((each.link for each in posted if each and each.link), None)


def _earlier(tx: Tx, said: Outgoing, key: str, of: str) -> str | None:
    """The key of what a message takes the place of: it stands somewhere, or is still to be sent."""
    earlier = said.key.replace(key, of, 1)
    stands = tx.outbox.is_open(earlier) or tx.outbox.posted(earlier) is not None
    return earlier if stands else None
