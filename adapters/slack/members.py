"""People as members of a user group: looked up, and refused if Slack would not have them there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackApiError

from adapters.slack.calling import refusal
from adapters.slack.inbound import PLATFORM
from adapters.slack.profiles import verified_email
from bot.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.model.organisation import Person

_NOBODY = frozenset({"user_not_found", "users_not_found", "user_not_visible"})


class Members:
    """Finds the people of app.yaml: by their id, else by their verified email."""

    def __init__(self, client: AsyncWebClient, *, workspace: str) -> None:
        self._client = client
        self._workspace = workspace

    async def find(self, person: Person) -> str:
        """The user id of somebody who can be a member.

        Raises:
            NotFound: Slack does not know them, or does not let them into a group.
            SlackApiError: Slack does not tell.
        """
        known = person.ids.get(PLATFORM)
        user = await self._user(known, person.email)
        if user is None or not (known or verified_email(user, workspace=self._workspace)):
            raise NotFound(f"Slack does not know {person.name}.", next_step=_named(person))
        if why := self._cannot(user):
            raise NotFound(
                f"{person.name} cannot be in a user group of Slack: {why}.",
                next_step=f"{_named(person)} Or let somebody else be on call.",
            )
        return str(user["id"])

    async def _user(self, known: str | None, email: str | None) -> dict[str, Any] | None:
        try:
            if known is not None:
                told = await self._client.users_info(user=known)
            elif email is not None:
                told = await self._client.users_lookupByEmail(email=email)
            else:
                return None
        except SlackApiError as error:
            if refusal(error) in _NOBODY:
                return None
            raise
        user: dict[str, Any] = told["user"]
        return user

    def _cannot(self, user: Mapping[str, object]) -> str | None:
        """Why Slack leaves them out: https://docs.slack.dev/reference/methods/usergroups.users.update."""
        if user.get("deleted"):
            return "that account is deactivated"
        if user.get("is_bot"):
            return "that is an app"
        if user.get("is_restricted") or user.get("is_ultra_restricted"):
            return "that is a guest's account"
        if user.get("team_id") != self._workspace:
            return "that account is of another workspace"
        return None


def _named(person: Person) -> str:
    return f"Write their own member id under people.{person.key}.ids.{PLATFORM} in app.yaml."
