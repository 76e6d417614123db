"""The app's manifest, generated: https://learn.microsoft.com/microsoft-365/extensibility/schema/."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from adapters.fitting import fitting
from adapters.teams.order import NOWHERE_SAID, ordered
from bot.drawing.palette import LIGHT
from bot.errors import Usage
from bot.listing import by_topic, foremost

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.teams.order import Order
    from adapters.wishes import Wishes
    from bot.command import Command

NAME = "sre"
"""What people mention: Teams shows an app and its bot under one name."""

# The newest that changed something for bots; 1.30 is about add-ins for Outlook.
# https://learn.microsoft.com/microsoft-365/extensibility/schema/#all-generally-available-versions
_SCHEMA = "1.29"
# https://developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.schema.json
_FULL_DESCRIPTION, _MENU = 4_000, 12
# The schema takes 4,000; so many are read in the menu, and were all that older schemas took.
_COMMAND_DESCRIPTION = 128

_SHORT = "What is left of the error budget, how fast it goes, and what follows."
_ABOUT = (
    "Rapport is for two teams that run a service together, an SRE team and a product group. "
    "Mention it in a channel or a group chat, or write to it in a chat of your own. A mention is "
    "answered for everyone who can read it. It answers:"
)


@dataclass(frozen=True, slots=True)
class Permission:
    """Something that people are told the app does, and why it does."""

    name: str
    why: str


PERMISSIONS = (
    Permission("identity", "Recognises the people of app.yaml by their Entra id or their email."),
    Permission("messageTeamMembers", "Writes to a person directly what only they may read."),
)
_NO_MORE = (
    "It asks for no permission of Microsoft Graph and for no consent of a team's owners: it reads "
    "what is written to it or mentions it, and no other message."
)


def manifest(commands: Iterable[Command], order: Order) -> dict[str, Any]:
    """Draw up the manifest of an app of one's own.

    Args:
        commands: What can be asked.
        order: Whose app it is.
    """
    listed = [command for command in commands if command.listed]
    answers = [_ABOUT, *(f"• {each.typed}: {each.summary}" for each in foremost(listed))]
    return {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/v{_SCHEMA}"
        "/MicrosoftTeams.schema.json",
        "manifestVersion": _SCHEMA,
        "version": order.app_version,
        "id": order.app_id,
        "developer": {
            "name": "Rapport",
            "websiteUrl": order.website,
            "privacyUrl": order.privacy,
            "termsOfUseUrl": order.terms,
        },
        "name": {"short": NAME, "full": "Rapport, for an SRE team and a product group"},
        "description": {"short": _SHORT, "full": fitting(answers, "\n", _FULL_DESCRIPTION)},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": LIGHT.curve,
        "bots": [_bot(listed, order)],
        "defaultInstallScope": "team",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
        "permissions": [each.name for each in PERMISSIONS],
        "validDomains": [],
        # An upload without it is refused since 1.25, though the schema lets it be left out. True of
        # us: who may ask is decided by person and tenant, never by who else is in the team.
        # https://learn.microsoft.com/microsoftteams/platform/build-apps-for-shared-private-channels
        "supportsChannelFeatures": "tier1",
    }


def _bot(listed: Sequence[Command], order: Order) -> dict[str, Any]:
    alone = [each for each in listed if not each.public]  # there is nobody else to show it to
    # https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/agent-slash-commands
    shared = {"triggers": ["mention", "slash"]} if order.slash else {}
    return {
        "botId": order.app_id,
        "scopes": ["personal", "team", "groupChat"],
        "supportsFiles": False,
        "isNotificationOnly": False,
        **({"supportsTargetedMessages": True} if order.slash else {}),
        "commandLists": [
            {"scopes": ["personal"], "commands": _menu(alone)},
            {"scopes": ["team"], **shared, "commands": _menu(listed)},
            {"scopes": ["groupChat"], **shared, "commands": _menu(listed)},
        ],
    }


def _menu(commands: Sequence[Command]) -> list[dict[str, str]]:
    """As many as there is room for: help, which tells of the others, and what is asked often."""
    kept = foremost(commands)[:_MENU]
    return [_entry(each) for _, about in by_topic(kept) for each in about]


def _entry(command: Command) -> dict[str, str]:
    """Choosing it writes its title, so that is the verb; what may come after it is told."""
    told = f"{command.summary} · {command.usage}" if command.words else command.summary
    if len(told) > _COMMAND_DESCRIPTION:
        told = shorten(command.summary, _COMMAND_DESCRIPTION, placeholder="…")
    return {"title": command.typed, "description": told}


def printed(commands: Iterable[Command], wishes: Wishes) -> str:
    """What ``rapport manifest teams`` prints: the manifest as JSON, or what was written.

    Raises:
        Usage: Teams has no such wish, or would not take it.
    """
    wishes.only(
        *("zip", "url", "website", "privacy", "terms", "app_id", "app_version", "slash", "explain"),
        platform="Teams",
    )
    if wishes.explain and wishes.zip is not None:
        raise Usage(
            "--explain only says what each permission is for, and writes no package.",
            next_step="Leave out one of --explain and --zip.",
        )
    if wishes.explain:
        return explain()
    order = ordered(wishes)
    drawn = manifest(commands, order)
    text = json.dumps(drawn, indent=2, ensure_ascii=False)
    if wishes.zip is None:
        if order.leads_nowhere:
            wishes.warn(NOWHERE_SAID)
        return text
    from adapters.teams.package import write  # noqa: PLC0415 - it draws: only when that is wanted

    return write(text, order, into=Path(wishes.zip))


def explain() -> str:
    """What each permission is for, a sentence each; and what it does without."""
    lines = (f"{permission.name}: {permission.why}" for permission in PERMISSIONS)
    return "\n".join((*lines, "", _NO_MORE))
