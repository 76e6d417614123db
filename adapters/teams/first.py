"""Teams' part in a first app.yaml."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from adapters.teams.settings import GUID
from bot.config.first import First
from bot.config.replied import Line, found
from bot.config.section import Section

_APP = re.compile(GUID, re.IGNORECASE)
_TENANT = re.compile(rf"tenantId=({GUID})|^\s*({GUID})\s*$", re.IGNORECASE)
_CHANNEL = re.compile(r"19:[\w-]+@thread\.(?:tacv2|v2|skype)")


class Questions(Section):
    """What only Teams wants to know."""

    tenant: Annotated[Line, found(_TENANT, "tenant")] = Field(
        description="Which Teams tenant? (its id, or the link of any channel)",
        examples=["11111111-2222-3333-4444-555555555555"],
    )
    app_id: Annotated[Line, found(_APP, "app")] = Field(
        description="Which app does Rapport use? (Application (client) ID, at entra.microsoft.com)",
        examples=["66666666-7777-8888-9999-000000000000"],
    )
    channel: Annotated[Line, found(_CHANNEL, "channel")] = Field(
        description="Which channel? (its link: … → Copy link)",
        examples=["https://teams.microsoft.com/l/channel/19%3Aabc123%40thread.tacv2/iot-hub"],
    )


_SECTION = """\
    # Teams connects to Rapport at https://your-host/api/messages. For the Agents Playground on your
    # own machine, write `development: true` in place of the last two lines.
    tenant: {tenant}
    app_id: {app_id}
    client_secret_env: TEAMS_CLIENT_SECRET
"""

FIRST = First(
    title="Teams",
    questions=Questions,
    user_id=GUID,
    example_id="66666666-7777-8888-9999-000000000000",
    channel_id=_CHANNEL.pattern,
    section=_SECTION,
    next_step=(
        "set TEAMS_CLIENT_SECRET to the app's client secret, and upload to Teams what\n"
        "`rapport manifest teams{config} --url https://your-host --zip rapport-teams.zip`\n"
        "makes; docs/teams.md has every step."
    ),
)
