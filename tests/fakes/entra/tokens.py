"""The token endpoint: client credentials, and refusals in Microsoft's own words.

https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from aiohttp import web

from tests.fakes.entra.app import App

LIFETIME_SECONDS = 3599


class TokenEndpoint:
    """Gives each time another token to whoever knows the secret; `name` makes them up."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.lifetime = LIFETIME_SECONDS
        self.name: Callable[[int], str] = "token-{}".format
        self.issued: list[str] = []

    def answer(self, tenant: str, form: Mapping[str, str]) -> web.Response:
        """The answer to one request."""
        if tenant != self.app.tenant:
            return refusal("invalid_request", 90002, f"Tenant '{tenant}' not found.")
        if form.get("grant_type") != "client_credentials":
            return refusal("unsupported_grant_type", 70003, "The grant type is not supported.")
        if form.get("client_id") != self.app.id:
            return refusal("unauthorized_client", 700016, "Application was not found.")
        if form.get("client_secret") != self.app.secret:
            return refusal("invalid_client", 7000215, "Invalid client secret provided.", 401)
        if form.get("scope") != f"{self.app.issuer}/.default":
            return refusal("invalid_scope", 70011, "The provided value for scope is not valid.")
        token = self.name(len(self.issued) + 1)
        self.issued.append(token)
        return web.json_response(
            {
                "token_type": "Bearer",
                "expires_in": self.lifetime,
                "ext_expires_in": self.lifetime,
                "access_token": token,
            }
        )


def refusal(
    error: str, code: int, description: str, status: int = HTTPStatus.BAD_REQUEST
) -> web.Response:
    """Microsoft's way to say no."""
    trace = "Trace ID: 00000000-0000-0000-0000-00000000beef Timestamp: 2026-11-23 12:00:00Z"
    told = {
        "error": error,
        "error_description": f"AADSTS{code}: {description} {trace}",
        "error_codes": [code],
        "trace_id": "00000000-0000-0000-0000-00000000beef",
    }
    return web.json_response(told, status=status)
