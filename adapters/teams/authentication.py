"""The seam through which botbuilder believes whom we believe, and writes as we write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botbuilder.schema import CallerIdConstants
from botframework.connector.auth import BotFrameworkAuthentication
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult

from adapters.teams.reading import origin_of
from adapters.teams.refused import Refused

if TYPE_CHECKING:
    from botbuilder.schema import Activity
    from botframework.connector.auth import ClaimsIdentity
    from botframework.connector.auth.connector_factory import ConnectorFactory

    from adapters.teams.verifying import Verifier


class Authentication(BotFrameworkAuthentication):  # type: ignore[misc] # the SDK tells no types
    """Our verifier and our connectors, in the place of the SDK's own.

    Args:
        verifier: Decides who is believed.
        connectors: Make what we write with.
        audience: Whom our token is for.
    """

    def __init__(self, verifier: Verifier, connectors: ConnectorFactory, *, audience: str) -> None:
        self.verifier = verifier
        self._connectors = connectors
        self._audience = audience

    def result(self, identity: ClaimsIdentity) -> AuthenticateRequestResult:
        """What the SDK's adapter is told of somebody who is believed."""
        result = AuthenticateRequestResult()
        result.claims_identity = identity
        result.audience = self._audience
        result.caller_id = CallerIdConstants.public_azure_channel
        result.connector_factory = self._connectors
        return result

    # What botbuilder calls

    async def authenticate_request(
        self, activity: Activity, auth_header: str
    ) -> AuthenticateRequestResult:
        """Find out who sends an activity.

        Raises:
            PermissionError: They are not believed.
        """
        conversation = activity.conversation
        fields = {
            "serviceUrl": activity.service_url,
            "channelId": activity.channel_id,
            "conversation": conversation and conversation.additional_properties,
            "channelData": activity.channel_data,
        }
        try:
            return self.result(await self.verifier.verify(auth_header, origin_of(fields)))
        except Refused as refusal:
            raise PermissionError(refusal.why) from refusal

    async def authenticate_streaming_request(
        self,
        auth_header: str,  # noqa: ARG002 - the SDK's signature
        channel_id_header: str,  # noqa: ARG002 - the SDK's signature
    ) -> AuthenticateRequestResult:
        """Nobody reaches us through a stream.

        Raises:
            PermissionError: Always.
        """
        raise PermissionError("activities come over HTTP")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:  # noqa: ARG002 - the SDK's signature; we write as ourselves alone
        """What makes the connectors."""
        return self._connectors

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """Nobody signs in through us."""
