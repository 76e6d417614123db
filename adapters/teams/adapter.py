"""botbuilder's adapter on our connectors: a turn for what comes in, and one for what goes out."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from botbuilder.core import CloudAdapterBase

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from botbuilder.core import TurnContext
    from botbuilder.schema import Activity, ConversationReference, ResourceResponse
    from botframework.connector.auth import BotFrameworkAuthentication

    from adapters.teams.connector import Conversations
    from adapters.teams.reference import Reference

_TARGETED = "targeted"
"""The mark of a turn whose messages one person alone sees; botbuilder does not know them."""


class Adapter(CloudAdapterBase):  # type: ignore[misc] # the SDK tells no types
    """Takes activities in through our authentication, and sends them through our connectors.

    Args:
        authentication: Who is believed, and who makes the connectors.
        app_id: The id of our app; empty in development.
    """

    def __init__(self, authentication: BotFrameworkAuthentication, *, app_id: str = "") -> None:
        super().__init__(authentication)
        self._app_id = app_id

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
        sent: list[ResourceResponse] = []

        async def say(context: TurnContext) -> None:
            sent.append(await context.send_activity(activity))

        await self._turn(reference, say, targeted=targeted)
        return str(sent[0].id)

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

        async def say(context: TurnContext) -> None:
            await context.update_activity(changed)

        await self._turn(reference, say, targeted=targeted)

    async def delete(self, reference: Reference, message: str, *, targeted: bool = False) -> None:
        """Take a message back.

        Raises:
            ConnectorFailure: That did not work.
            SourceUnavailable: We have no token.
        """

        async def say(context: TurnContext) -> None:
            await context.delete_activity(message)

        await self._turn(reference, say, targeted=targeted)

    async def conversations(self, service_url: str) -> Conversations:
        """What needs no turn: opening conversations, and looking people up."""
        identity = self.create_claims_identity(self._app_id)
        factory = self.bot_framework_authentication.create_connector_factory(identity)
        conversations: Conversations = (await factory.create(service_url, None)).conversations
        return conversations

    async def _turn(
        self,
        reference: Reference,
        logic: Callable[[TurnContext], Awaitable[None]],
        *,
        targeted: bool,
    ) -> None:
        async def marked(context: TurnContext) -> None:
            # botbuilder makes an id up, and would post our message as the answer to that.
            context.activity.id = None
            context.turn_state[_TARGETED] = targeted
            await logic(context)

        await self.continue_conversation(reference.conversation_reference(), marked, self._app_id)

    # What botbuilder calls

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        """Post what a turn says."""
        if not context.turn_state.get(_TARGETED):
            sent: list[ResourceResponse] = await super().send_activities(context, activities)
            return sent
        conversations = self._of(context)
        return [
            await conversations.send_to_conversation(each.conversation.id, each, targeted=True)
            for each in activities
        ]

    async def update_activity(
        self, context: TurnContext, activity: Activity
    ) -> ResourceResponse | None:
        """Change what a turn changes."""
        return await self._of(context).update_activity(
            activity.conversation.id, activity.id, activity, targeted=self._targeted(context)
        )

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        """Take back what a turn takes back."""
        await self._of(context).delete_activity(
            reference.conversation.id, reference.activity_id, targeted=self._targeted(context)
        )

    def _targeted(self, context: TurnContext) -> bool:
        return bool(context.turn_state.get(_TARGETED))

    def _of(self, context: TurnContext) -> Conversations:
        conversations: Conversations = context.turn_state[
            self.BOT_CONNECTOR_CLIENT_KEY
        ].conversations
        return conversations
