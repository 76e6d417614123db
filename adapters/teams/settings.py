"""What app.yaml says about Teams: the tenants, the app, and where its secret is."""

from __future__ import annotations

import re
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from bot.config.section import Section
from bot.config.values import EnvName, Text, refused

GUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def _is_loopback(address: str) -> bool:
    """Whether an address leads to this machine, past which nobody listens in."""
    try:
        return urlsplit(address).hostname in _LOOPBACK
    except ValueError:
        return False


def _tenant(text: str) -> str:
    return _guid(
        text,
        message="This is not the id of a tenant.",
        fix="Copy the tenant ID from the overview at https://entra.microsoft.com; "
        "it looks like 11111111-2222-3333-4444-555555555555.",
    )


def _app(text: str) -> str:
    return _guid(
        text,
        message="This is not the id of an app.",
        fix="Copy the Application (client) ID from your app's overview, under App registrations "
        "at https://entra.microsoft.com.",
    )


def _guid(text: str, *, message: str, fix: str) -> str:
    if not re.fullmatch(GUID, text.lower()):
        raise refused(message, fix=fix)
    return text.lower()


def _address(text: str) -> str:
    """Encrypted, for what comes from there is believed; this machine's own need not be."""
    if not re.fullmatch(r"https?://[^\s/@?#]+(/[^\s?#]*)?", text):
        raise refused(
            "This is not an address.",
            fix="Leave it out, or copy it from Microsoft's list for your cloud.",
        )
    if not text.startswith("https://") and not _is_loopback(text):
        raise refused("This address is not encrypted.", fix="Write it with https://.")
    return text


TenantId = Annotated[Text, AfterValidator(_tenant)]
AppId = Annotated[Text, AfterValidator(_app)]
Address = Annotated[Text, AfterValidator(_address)]
Base = Annotated[Address, AfterValidator(lambda text: text.rstrip("/") + "/")]


class Settings(Section):
    """The section ``platforms.teams``. The addresses are those of Microsoft's public cloud.

    Attributes:
        tenant: The id of the tenant whose people are ours.
        tenants: Further tenants whose people are let in.
        app_id: The id of the app that Teams knows us by.
        client_secret_env: The variable that holds the app's client secret.
        development: Believe whoever writes from this machine: for the Agents Playground.
        issuer: Who signs what Teams sends.
        openid_url: Where the keys of those signatures are told.
        login_url: Where we get the token with which we write.
        service_url: Where Teams is reached before anybody there has spoken to us.
    """

    tenant: TenantId = Field(
        description="the id of your tenant", examples=["11111111-2222-3333-4444-555555555555"]
    )
    tenants: tuple[TenantId, ...] = ()
    app_id: AppId | None = Field(default=None, examples=["66666666-7777-8888-9999-000000000000"])
    client_secret_env: EnvName | None = Field(default=None, examples=["TEAMS_CLIENT_SECRET"])
    development: bool = False
    issuer: Text = "https://api.botframework.com"
    openid_url: Address = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    login_url: Base = "https://login.microsoftonline.com/"
    service_url: Base = "https://smba.trafficmanager.net/teams/"

    @property
    def allowed(self) -> frozenset[str]:
        """The tenants whose people are let in."""
        return frozenset((self.tenant, *self.tenants))

    @model_validator(mode="after")
    def _is_guarded_or_in_development(self) -> Self:
        given = {"app_id": self.app_id, "client_secret_env": self.client_secret_env}
        if self.development:
            if said := [key for key, value in given.items() if value is not None]:
                raise refused(
                    f"`development` needs no {_quoted(said)}: it believes everybody.",
                    fix=f"Remove {_quoted(said)}, or remove `development` to serve real people.",
                )
        elif missing := [key for key, value in given.items() if value is None]:
            raise refused(
                f"{_quoted(missing)} "
                f"{'is missing: without it' if len(missing) == 1 else 'are missing: without them'} "
                "anybody could pretend to be Teams.",
                fix="Add `app_id`, your app's Application (client) ID, and `client_secret_env: "
                "TEAMS_CLIENT_SECRET`; or `development: true` for the Agents Playground.",
            )
        return self


def _quoted(keys: list[str]) -> str:
    return " and ".join(f"`{key}`" for key in keys)
