"""The app manifest, generated: https://docs.slack.dev/reference/app-manifest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from adapters.fitting import fitting
from adapters.slack import scopes
from adapters.slack.settings import Mode
from bot.errors import Usage
from bot.listing import foremost

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.wishes import Wishes
    from bot.command import Command

COMMAND = "/sre"
PATH = "/slack/events"

# https://github.com/slackapi/manifest-schema/blob/main/schemas/manifest.schema.1.0.0.json
_USAGE_HINT, _LONG_DESCRIPTION = 1_000, 4_000

_SHORT = "What is left of the error budget, how fast it goes, and what follows."
_ABOUT = (
    "Rapport is for two teams that run a service together, an SRE team and a product group. "
    "Ask it with /sre, by mentioning it, or in a direct message. A slash command is answered to "
    "you alone; a mention is answered in its thread. Its Home tab shows what your services have "
    "left. It answers:"
)


def manifest(
    commands: Iterable[Command],
    *,
    mode: Mode,
    url: str | None = None,
    history: bool = False,
    groups: bool = False,
) -> dict[str, Any]:
    """Draw up the manifest of an app of one's own.

    Args:
        commands: What can be asked.
        mode: How Slack's requests reach Rapport.
        url: Rapport's own public address, for HTTP: ``https://rapport.example.com``.
        history: Whether to ask for message history.
        groups: Whether to ask for user groups.

    Raises:
        ValueError: HTTP was chosen without an address.
    """
    if mode is Mode.HTTP and not url:
        raise ValueError("Over HTTP Slack needs to know Rapport's public https:// address.")
    listed = foremost(command for command in commands if command.listed)
    address = f"{(url or '').rstrip('/')}{PATH}" if mode is Mode.HTTP else None
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": _display(listed),
        "features": _features(listed, address),
        "oauth_config": {
            "scopes": {
                "bot": [scope.name for scope in scopes.needed(history=history, groups=groups)]
            }
        },
        "settings": _settings(address),
    }


def _display(listed: Sequence[Command]) -> dict[str, Any]:
    answers = [_ABOUT, *(f"• {each.typed}: {each.summary}" for each in listed)]
    return {
        "name": "Rapport",
        "description": _SHORT,
        "long_description": fitting(answers, "\n", _LONG_DESCRIPTION),
        "background_color": "#1a5fb4",
    }


def _features(listed: Sequence[Command], address: str | None) -> dict[str, Any]:
    slash = {
        "command": COMMAND,
        "description": _SHORT,
        "usage_hint": fitting([each.usage for each in listed], " | ", _USAGE_HINT),
        "should_escape": True,
    }
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "sre", "always_online": True},
        "slash_commands": [{**slash, "url": address} if address else slash],
    }


def _settings(address: str | None) -> dict[str, Any]:
    arrives = {"request_url": address} if address else {}
    return {
        "event_subscriptions": {**arrives, "bot_events": list(scopes.EVENTS)},
        "interactivity": {"is_enabled": True, **arrives},
        "org_deploy_enabled": False,
        "socket_mode_enabled": address is None,
        "token_rotation_enabled": False,
    }


def printed(commands: Iterable[Command], wishes: Wishes) -> str:
    """What ``rapport manifest slack`` prints: the manifest as JSON, or what its scopes are for.

    Raises:
        Usage: Slack has no such wish, or the address is none that it would take.
    """
    wishes.only("url", "history", "groups", "explain", platform="Slack")
    url, history, groups = wishes.url, wishes.history, wishes.groups
    if wishes.explain:
        return explain(history=history, groups=groups)
    if url is not None and not url.startswith("https://"):
        raise Usage(
            f"Slack only connects to https:// addresses, and this is “{url}”.",
            next_step="Leave --url out, and Rapport connects to Slack instead (Socket Mode).",
        )
    mode = Mode.SOCKET if url is None else Mode.HTTP
    drawn = manifest(commands, mode=mode, url=url, history=history, groups=groups)
    return json.dumps(drawn, indent=2, ensure_ascii=False)


def explain(*, history: bool = False, groups: bool = False) -> str:
    """What each scope is for, a sentence each; and what is lost without those that are optional."""
    lines = [
        f"{scope.name}: {scope.why}" for scope in scopes.needed(history=history, groups=groups)
    ]
    if not history:
        lines += ["", scopes.WITHOUT_HISTORY]
    if not groups:
        lines += ["", scopes.WITHOUT_GROUPS]
    return "\n".join(lines)
