"""``rapport check``: whether the user groups that app.yaml names can follow who is on call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slack_sdk.errors import SlackApiError

from adapters.slack.calling import refusal
from adapters.slack.first import FIRST
from adapters.slack.inbound import PLATFORM
from adapters.slack.scopes import GROUPS
from adapters.slack.ungrouped import REINSTALL
from bot.config import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.config import Config


async def check_groups(
    client: AsyncWebClient, config: Config, *, granted: Collection[str]
) -> tuple[list[str], list[Problem]]:
    """Look every group up, without changing any.

    Args:
        client: Asks Slack.
        config: What app.yaml says.
        granted: The token's scopes.

    Returns:
        What was found, and what is not so.
    """
    named = {
        f"rotations.{key}.groups.{PLATFORM}": rotation.groups[PLATFORM]
        for key, rotation in config.organisation.rotations.items()
        if PLATFORM in rotation.groups
    }
    if not named:
        return [], []
    if missing := [scope.name for scope in GROUPS if scope.name not in granted]:
        section = f"platforms.{PLATFORM}"
        why = f"The token lacks {', '.join(missing)}, so that user groups stay as they are."
        return [], [Problem(section, config.lines.get(section), why, REINSTALL)]
    try:
        told = await client.usergroups_list(include_disabled=True)
    except SlackApiError as error:
        return [f"user groups were not looked at: {refusal(error)}"], []
    groups = {each["id"]: each for each in told["usergroups"]}
    problems = [
        Problem(path, config.lines.get(path), *wrong)
        for path, group in named.items()
        if (wrong := _wrong(groups.get(group), group))
    ]
    return [] if problems else list(_said(groups, named)), problems


def _wrong(found: Mapping[str, object] | None, group: str) -> tuple[str, str] | None:
    """What is the matter with a group, and what to do about it; None if it is there."""
    if found is None:
        return f"Slack has no user group {group}.", f"Correct its id. {FIRST.group_help}"
    if found.get("date_delete"):
        return f"The user group @{found['handle']} is disabled.", "Enable it in Slack's directory."
    return None


def _said(groups: Mapping[str, Mapping[str, object]], named: Mapping[str, str]) -> Iterator[str]:
    for group in dict.fromkeys(named.values()):
        yield f"the user group @{groups[group]['handle']} follows who is on call"
