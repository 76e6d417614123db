"""What goes wrong: refusals by the connector, and by a Teams client before anything is sent."""

import json
from typing import Any

from aiohttp import web

Payload = dict[str, Any]


class RefusalError(Exception):
    """The connector answers with this status and code.

    https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis
    """

    def __init__(
        self, status: int, code: str, message: str = "", *, retry_after: float | None = None
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message or code
        self.retry_after = retry_after

    def response(self) -> web.Response:
        headers = {} if self.retry_after is None else {"Retry-After": f"{self.retry_after:g}"}
        body = json.dumps({"error": {"code": self.code, "message": self.message}})
        return web.Response(
            status=self.status, text=body, content_type="application/json", headers=headers
        )


class RefusedByClientError(Exception):
    """A real Teams client would not let a person do this; no request was sent."""
