"""botbuilder's adapter on our connectors: a turn for all that goes out."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from botbuilder.core import CloudAdapterBase, TurnContext
from botbuilder.schema import Activity, ActivityEventNames, ActivityTypes

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from botframework.connector.auth import BotFrameworkAuthentication

    from adapters.teams.connector import Conversations
    from adapters.teams.reference import Reference

T = TypeVar("T")


class Adapter(CloudAdapterBase):  # type: ignore[misc] # the SDK tells no types
    """Sends activities through our connectors.

    Args:
        authentication: Makes the connectors.
        app_id: The id of our app; empty in development.
    """

    def __init__(self, authentication: BotFrameworkAuthentication, *, app_id: str = "") -> None:
        super().__init__(authentication)
        self._identity = self.create_claims_identity(app_id)

    async def send(
        self, reference: Reference, activity: Activity, *, targeted: bool = False
    ) -> str:
        """Post a message; a targeted one is seen by whoever spoke there alone.

        Returns:
            Its id.

        Raises:
            ConnectorFailure: Teams does not take it, or perhaps did.
            SourceUnavailable: We have no token.
        """
        sent = await self._turn(
            reference, lambda turn: turn.send_activity(activity), targeted=targeted
        )
        return str(sent.id)

    async def update(
        self, reference: Reference, message: str, activity: Activity, *, targeted: bool = False
    ) -> None:
        """Put a message in the place of an earlier one, before everybody who sees that.

        Raises:
            ConnectorFailure: That did not work.
            SourceUnavailable: We have no token.
        """
        changed = copy(activity)  # for botbuilder writes the address into what it is given
        changed.id = message
        await self._turn(reference, lambda turn: turn.update_activity(changed), targeted=targeted)

    async def delete(self, reference: Reference, message: str, *, targeted: bool = False) -> None:
        """Take a message back.

        Raises:
            ConnectorFailure: That did not work.
            SourceUnavailable: We have no token.
        """
        await self._turn(reference, lambda turn: turn.delete_activity(message), targeted=targeted)

    async def conversations(self, service_url: str) -> Conversations:
        """What needs no turn: opening conversations, and looking people up."""
        factory = self.bot_framework_authentication.create_connector_factory(self._identity)
        conversations: Conversations = (await factory.create(service_url, None)).conversations
        return conversations

    async def _turn(
        self,
        reference: Reference,
        does: Callable[[TurnContext], Awaitable[T]],
        *,
        targeted: bool,
    ) -> T:
        """What a turn of ours does, through all that stands around turns."""
        told: list[T] = []

        async def logic(turn: TurnContext) -> None:
            if targeted:
                connector = turn.turn_state[self.BOT_CONNECTOR_CLIENT_KEY]
                turn.turn_state[self.BOT_CONNECTOR_CLIENT_KEY] = replace(connector, targeted=True)
            told.append(await does(turn))

        # The SDK's turn carries what we say, so that its middleware sees it. But we begin it: its
        # continue_conversation makes up an id, and would post our message as the answer to that.
        begun = TurnContext.apply_conversation_reference(
            Activity(type=ActivityTypes.event, name=ActivityEventNames.continue_conversation),
            reference.conversation_reference(),
            is_incoming=True,
        )
        await self.process_proactive(self._identity, begun, None, logic)
        return told[0]
