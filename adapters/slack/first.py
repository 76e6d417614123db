"""Slack's part in a first app.yaml."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from bot.config.first import First
from bot.config.replied import Line, found
from bot.config.section import Section

_CHANNEL = re.compile(r"\b[CG][A-Z0-9]{7,}\b")
_WORKSPACE = re.compile(r"\b[TE][A-Z0-9]{7,}\b")


class Questions(Section):
    """What only Slack wants to know."""

    workspace: Annotated[Line, found(_WORKSPACE, "workspace")] = Field(
        description="Which Slack workspace? (T…, in app.slack.com/client/T…/C…)",
        examples=["T0123456789"],
    )
    channel: Annotated[Line, found(_CHANNEL, "channel")] = Field(
        description="Which channel? (its id or link)", examples=["C0123456789"]
    )


_SECTION = """\
    # With `mode: socket` Rapport connects to Slack and needs no public address. With `mode: http`
    # Slack connects to Rapport: then write `signing_secret_env: SLACK_SIGNING_SECRET` in place of
    # `app_token_env`.
    workspace: {workspace}
    mode: socket
    bot_token_env: SLACK_BOT_TOKEN
    app_token_env: SLACK_APP_TOKEN
"""

FIRST = First(
    title="Slack",
    questions=Questions,
    user_id=r"[UW][A-Z0-9]{5,}",
    example_id="U0123456789",
    group_id=r"S[A-Z0-9]{5,}",
    group_help=(
        "It begins with S: open the group in Slack's directory, and choose ⋯ and “Copy group ID”."
    ),
    section=_SECTION,
    next_step=(
        "make the Slack app from what `rapport manifest slack` prints, and set SLACK_BOT_TOKEN\n"
        "and SLACK_APP_TOKEN to its two tokens."
    ),
)
