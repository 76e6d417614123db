"""What goes wrong: refusals by Slack's servers and refusals by a Slack client."""

from typing import Any

Payload = dict[str, Any]


class ApiError(Exception):
    """Slack answers `ok: false` with this code."""

    def __init__(
        self,
        code: str,
        *,
        messages: list[str] | None = None,
        extra: Payload | None = None,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages or []
        self.extra = extra or {}
        self.status = status
        self.headers = headers or {}

    def __str__(self) -> str:
        return "; ".join([self.code, *self.messages])

    def body(self) -> Payload:
        """The JSON body; block problems are told twice, as Slack tells them."""
        body: Payload = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            if self.code.startswith("invalid_blocks"):
                body["errors"] = list(self.messages)
            body["response_metadata"] = {"messages": [f"[ERROR] {line}" for line in self.messages]}
        return body


class RefusedByClientError(Exception):
    """A real Slack client would not let a person do this; no request was sent."""
