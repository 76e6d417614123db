"""What app.yaml says about Slack: the workspace, how requests arrive, where the secrets are."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from bot.config.section import Section
from bot.config.values import EnvName, Text, refused


class Mode(StrEnum):
    """How Slack's requests reach Rapport."""

    SOCKET = "socket"
    """Rapport connects to Slack; nothing needs a public address."""
    HTTP = "http"
    """Slack connects to Rapport, and signs what it sends."""


def _workspace(text: str) -> str:
    if not (text.startswith("T") and text.isalnum() and text.isupper()):
        raise refused(
            "This is not the id of a workspace.",
            fix="Write the one that starts with T in your workspace's address in a browser: "
            "app.slack.com/client/T…",
        )
    return text


def _api(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/@]+(/\S*)?", text):
        raise refused(
            "This is not the address of an API.",
            fix="Leave it out, or write it like: https://slack-gov.com/api/",
        )
    return text.rstrip("/") + "/"


class Settings(Section):
    """The section ``platforms.slack``.

    Attributes:
        workspace: The id of the workspace whose people are ours.
        mode: How requests arrive.
        bot_token_env: The variable that holds the bot token, ``xoxb-…``.
        app_token_env: The variable that holds the app-level token, ``xapp-…``; for socket.
        signing_secret_env: The variable that holds the signing secret; for http.
        api_url: Where the Web API is; GovSlack has its own at ``https://slack-gov.com/api/``.
    """

    workspace: Annotated[Text, AfterValidator(_workspace)] = Field(
        description="the id of your workspace", examples=["T0123456789"]
    )
    mode: Mode = Mode.SOCKET
    bot_token_env: EnvName = Field(
        description="the name of the environment variable with the bot token",
        examples=["SLACK_BOT_TOKEN"],
    )
    app_token_env: EnvName | None = Field(default=None, examples=["SLACK_APP_TOKEN"])
    signing_secret_env: EnvName | None = Field(default=None, examples=["SLACK_SIGNING_SECRET"])
    api_url: Annotated[Text, AfterValidator(_api)] = "https://slack.com/api/"

    @model_validator(mode="after")
    def _has_what_its_mode_needs(self) -> Self:
        needed = {
            Mode.SOCKET: (self.app_token_env, "app_token_env", "SLACK_APP_TOKEN"),
            Mode.HTTP: (self.signing_secret_env, "signing_secret_env", "SLACK_SIGNING_SECRET"),
        }
        variable, key, usual = needed[self.mode]
        if variable is None:
            raise refused(f"The mode `{self.mode}` needs `{key}`.", fix=f"Add `{key}: {usual}`.")
        return self
