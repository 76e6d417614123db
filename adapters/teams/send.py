"""Sends messages: to one person alone, to everyone in a place, in place of an earlier one."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.teams.connector import ConnectorFailure
from adapters.teams.creating import open_chat
from adapters.teams.outgoing import card_activity
from adapters.teams.render import drawn, summary
from bot.errors import SourceUnavailable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from botbuilder.schema import Activity

    from adapters.teams.adapter import Adapter
    from adapters.teams.reference import Reference
    from bot.ports.clock import Clock
    from bot.reply import Card

log = logging.getLogger(__name__)

REFUSED_FOR = timedelta(hours=1)
"""How long a conversation that refuses targeted messages is not asked to take another."""

FAILURES = (ConnectorFailure, SourceUnavailable)
"""What sending can end in: Teams' refusal or silence, and no token to send with."""


@dataclass(frozen=True, slots=True)
class Message:
    """A drawn card and its one line for notifications."""

    card: Mapping[str, Any]
    summary: str

    @classmethod
    def of(cls, card: Card, *, back: str | None = None, alone: bool = False) -> Message:
        """A card as it is drawn; see ``render.drawn``."""
        return cls(drawn(card, back=back, alone=alone), summary(card))

    @property
    def activity(self) -> Activity:
        """What is sent."""
        return card_activity(self.card, summary=self.summary)


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of ours, to be changed later.

    Attributes:
        where: The conversation that it stands in.
        id: Teams' own id of the message.
        private: Whether the asker alone sees it.
        targeted: Whether it hides from the others in their midst.
    """

    where: Reference
    id: str
    private: bool = False
    targeted: bool = False


class Sender:
    """Every way in which an answer leaves."""

    def __init__(self, adapter: Adapter, *, clock: Clock) -> None:
        self._adapter = adapter
        self._clock = clock
        self._refused: dict[str, datetime] = {}

    async def publicly(self, message: Message, where: Reference) -> Sent:
        """To everyone in the place.

        Raises:
            ConnectorFailure: Teams does not take it, or perhaps did.
            SourceUnavailable: We have no token.
        """
        return Sent(where, await self._adapter.send(where, message.activity))

    async def replace(self, sent: Sent, message: Message) -> bool:
        """Put another message in the place of an earlier one; False if that may not have worked."""
        try:
            await self._adapter.update(
                sent.where, sent.id, message.activity, targeted=sent.targeted
            )
        except FAILURES as error:
            log.info("cannot change a message in %s: %r", sent.where.channel, error)
            return False
        return True

    async def withdraw(self, sent: Sent) -> None:
        """Take a message back."""
        try:
            await self._adapter.delete(sent.where, sent.id, targeted=sent.targeted)
        except FAILURES as error:
            log.info("cannot delete a message in %s: %r", sent.where.channel, error)

    async def targeted(self, message: Message, where: Reference) -> Sent | None:
        """To whoever spoke there, among the others; None if that may not have worked.

        https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages
        """
        now = self._clock.now()
        if where.kind == "personal" or now < self._refused.get(where.channel, now):
            return None
        try:
            sent = await self._adapter.send(where, message.activity, targeted=True)
        except FAILURES as error:
            log.info("no targeted message in %s: %r", where.channel, error)
            if isinstance(error, ConnectorFailure) and error.refused:
                self._remember_refusal(where.channel, now)
            return None
        return Sent(where, sent, private=True, targeted=True)

    def _remember_refusal(self, channel: str, now: datetime) -> None:
        self._refused = {old: until for old, until in self._refused.items() if now < until}
        self._refused[channel] = now + REFUSED_FOR

    async def apart(self, message: Message, where: Reference) -> Sent | None:
        """To whoever spoke there, in our own chat with them; None if that may not have worked."""
        alone = where
        try:
            if where.kind != "personal":
                alone = await open_chat(await self._adapter.conversations(where.service_url), where)
            sent = await self._adapter.send(alone, message.activity)
        except FAILURES as error:
            log.info("no conversation with %s alone: %r", where.user, error)
            return None
        return Sent(alone, sent, private=True)
