"""User groups: one's members, looked up, compared, and written whole or not at all."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from adapters.slack.calling import FAILURES, trying_once
from adapters.slack.members import Members
from adapters.slack.ungrouped import ungrouped
from bot.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.model.organisation import Person
    from bot.ports.groups import Groups

log = logging.getLogger(__name__)


class SlackGroups:
    """The user groups of one workspace; needs usergroups:read and usergroups:write."""

    def __init__(self, client: AsyncWebClient, *, workspace: str) -> None:
        self._client = trying_once(client)
        self._members = Members(self._client, workspace=workspace)

    async def assign(self, group: str, people: Sequence[Person]) -> None:
        """Let a group have these people as its members and nobody else, all of them or none.

        Everybody is looked up first: Slack leaves out without a word whose account is deactivated,
        and so would empty a group that has nobody else.

        Raises:
            NotFound: The group is gone or disabled, or somebody cannot be in it.
            Refused: Slack does not let us.
            SourceUnavailable: Slack does not answer just now.
        """
        if not people:
            raise ValueError("a user group is never emptied")
        with _understood(group):
            users = {await self._members.find(person) for person in people}
            told = await self._client.usergroups_users_list(usergroup=group, include_disabled=True)
            if set(told["users"]) == users:
                return
            await self._see_enabled(group)
            await self._client.usergroups_users_update(usergroup=group, users=sorted(users))
        log.info("user group %s has new members", group, extra={"members": len(users)})

    async def _see_enabled(self, group: str) -> None:
        told = await self._client.usergroups_list(include_disabled=True)
        for each in told["usergroups"]:
            if each["id"] == group and each.get("date_delete"):
                raise NotFound(
                    f"The user group @{each['handle']} is disabled in Slack.",
                    next_step="Enable it there, or take it out of app.yaml.",
                )


@contextmanager
def _understood(group: str) -> Iterator[None]:
    try:
        yield
    except FAILURES as error:
        raise ungrouped(error, group=group) from error


if TYPE_CHECKING:
    _conforms: type[Groups] = SlackGroups
