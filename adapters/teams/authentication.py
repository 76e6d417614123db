"""The seam through which botbuilder writes as we write; who is heard was decided at our door."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from botframework.connector.auth import BotFrameworkAuthentication

if TYPE_CHECKING:
    from botframework.connector.auth.connector_factory import ConnectorFactory


class Authentication(BotFrameworkAuthentication):  # type: ignore[misc] # the SDK tells no types
    """Our connectors in the place of the SDK's own.

    Args:
        connectors: Make what we write with.
    """

    def __init__(self, connectors: ConnectorFactory) -> None:
        self._connectors = connectors

    async def authenticate_request(self, activity: object, auth_header: object) -> NoReturn:  # noqa: ARG002 - the SDK's signature
        """Nobody comes in this way: ``over_http`` believes, then reads, then hears.

        Raises:
            PermissionError: Always.
        """
        raise PermissionError("activities come through our own door")

    async def authenticate_streaming_request(
        self,
        auth_header: object,  # noqa: ARG002 - the SDK's signature
        channel_id_header: object,  # noqa: ARG002 - the SDK's signature
    ) -> NoReturn:
        """Nobody reaches us through a stream.

        Raises:
            PermissionError: Always.
        """
        raise PermissionError("activities come over HTTP")

    def create_connector_factory(self, claims_identity: object) -> ConnectorFactory:  # noqa: ARG002 - the SDK's signature; we write as ourselves alone
        """What makes the connectors."""
        return self._connectors

    async def create_user_token_client(self, claims_identity: object) -> None:
        """Nobody signs in through us."""
