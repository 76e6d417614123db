"""Conversations in the store: how each place is reached unasked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ports.store_conversations import Conversation
from storage.statements import from_milliseconds, run, to_milliseconds

if TYPE_CHECKING:
    from bot.ports.store_conversations import Conversations
    from storage.statements import Connection

_KEEP = """
    INSERT INTO conversation (platform, channel, workspace, held_with, within, address, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (platform, channel) DO UPDATE
    SET workspace = excluded.workspace, held_with = excluded.held_with, within = excluded.within,
        address = excluded.address, at = excluded.at
"""
_FIND = """
    SELECT platform, channel, workspace, held_with, within, address, at FROM conversation
    WHERE platform = $1 AND channel = $2
"""
_WITH_PERSON = """
    SELECT platform, channel, workspace, held_with, within, address, at FROM conversation
    WHERE platform = $1 AND held_with = $2 ORDER BY at DESC LIMIT 1
"""
_FORGET = "DELETE FROM conversation WHERE platform = $1 AND channel = $2"
_FORGET_WITHIN = "DELETE FROM conversation WHERE platform = $1 AND within = $2"


@dataclass(frozen=True, slots=True)
class SqlConversations:
    """The statements about conversations, on an open transaction."""

    connection: Connection

    def keep(self, conversation: Conversation) -> None:
        """Remember one, in place of what was known about it."""
        run(
            self.connection,
            _KEEP,
            conversation.platform,
            conversation.channel,
            conversation.workspace,
            conversation.user,
            conversation.within,
            json.dumps(dict(conversation.address), sort_keys=True),
            to_milliseconds(conversation.at),
        )

    def find(self, platform: str, channel: str) -> Conversation | None:
        """The one of that id."""
        return self._read(_FIND, platform, channel)

    def with_person(self, platform: str, user: str) -> Conversation | None:
        """The newest that is held with one person."""
        return self._read(_WITH_PERSON, platform, user)

    def forget(self, platform: str, channel: str) -> None:
        """Forget one that is gone."""
        run(self.connection, _FORGET, platform, channel)

    def forget_within(self, platform: str, within: str) -> None:
        """Forget all that are part of something that is gone."""
        run(self.connection, _FORGET_WITHIN, platform, within)

    def _read(self, statement: str, *values: str) -> Conversation | None:
        row = run(self.connection, statement, *values).fetchone()
        if row is None:
            return None
        found, channel, workspace, user, within, address, at = row
        return Conversation(
            platform=found,
            channel=channel,
            workspace=workspace,
            address=json.loads(address),
            user=user,
            within=within,
            at=from_milliseconds(at),
        )


if TYPE_CHECKING:
    _conforms: type[Conversations] = SqlConversations
