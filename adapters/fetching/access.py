"""What app.yaml says about how a server lets us in, and whom to trust."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from bot.config.concealing import shown
from bot.config.section import Section
from bot.config.values import EnvName, Span, Text, refused

OUR_HEADERS = frozenset({"authorization", "cookie", "host", "content-type", "content-length"})


def _headers(headers: dict[str, str]) -> dict[str, str]:
    for name in headers:
        if name.lower() in OUR_HEADERS or not name.isascii() or not name.replace("-", "").isalnum():
            raise refused(
                f"`{shown(name)}` cannot be one of the headers.",
                fix="A token goes into `token_env`; a tenant into one such as `X-Scope-OrgID`.",
            )
    return headers


def _file(path: Path) -> Path:
    if not path.is_absolute():
        raise refused(
            "`ca_file` needs its whole path.", fix="Write it like `/etc/ssl/certs/our-ca.pem`."
        )
    return path


CaFile = Annotated[Path, AfterValidator(_file)]


class Access(Section):
    """A token or a password, by the variable that holds it; headers go with every request."""

    token_env: EnvName | None = None
    username: Text | None = None
    password_env: EnvName | None = None
    ca_file: CaFile | None = None
    insecure_skip_verify: bool = False
    timeout: Span = timedelta(seconds=10)
    headers: Annotated[dict[str, Text], AfterValidator(_headers)] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_way_in(self) -> Self:
        if (self.username is None) != (self.password_env is None):
            raise refused(
                "`username` and `password_env` belong together.",
                fix="Write both, or neither.",
            )
        if self.token_env and self.username:
            raise refused(
                "There are a token and a password, and only one can be sent.",
                fix="Keep `token_env`, or `username` and `password_env`.",
            )
        if self.ca_file and self.insecure_skip_verify:
            raise refused(
                "`ca_file` says whom to trust, `insecure_skip_verify` to trust anybody.",
                fix="Keep `ca_file`.",
            )
        return self
