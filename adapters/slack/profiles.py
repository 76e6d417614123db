"""Slack's user profiles: the verified email of people whom app.yaml does not name by their id."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.slack.calling import FAILURES, refusal
from bot.directory import Profile
from bot.errors import SourceUnavailable
from bot.fresh import Fresh

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.directory import Profiles
    from bot.ports.clock import Clock

log = logging.getLogger(__name__)

LASTS = timedelta(hours=1)
_UNTOLD = frozenset({"user_not_found", "user_not_visible", "missing_scope"})
"""Refusals that asking again does not change."""


class SlackProfiles:
    """Asks ``users.info``, once an hour for each person; needs users:read and users:read.email."""

    def __init__(self, client: AsyncWebClient, *, workspace: str, clock: Clock) -> None:
        self._client = client
        self._workspace = workspace
        self._clock = clock
        self._known: Fresh[str, Profile] = Fresh()

    async def profile(self, user: str) -> Profile:
        """Look a user up; an empty profile for those of whom Slack tells us nothing.

        Raises:
            SourceUnavailable: Slack does not answer just now; who it is stays open.
        """

        async def ask() -> Profile:
            told = await self._client.users_info(user=user)
            return Profile(email=verified_email(told["user"], workspace=self._workspace))

        try:
            return await self._known.get(user, ask, now=self._clock.now(), lasts=LASTS)
        except FAILURES as error:
            log.warning("no profile of %s: %r", user, error)
            if refusal(error) in _UNTOLD:
                return Profile()
            raise SourceUnavailable(
                "Slack does not tell me who you are just now.", next_step="Ask again in a minute."
            ) from error


def verified_email(user: Mapping[str, object], *, workspace: str) -> str | None:
    """An email proves who somebody is only within our own workspace, and once confirmed."""
    ours = user.get("team_id") == workspace and not user.get("is_bot")
    confirmed = user.get("is_email_confirmed", True) and not user.get("deleted")
    profile = user.get("profile")
    if not (ours and confirmed and isinstance(profile, dict)):
        return None
    return profile.get("email")


if TYPE_CHECKING:
    _conforms: type[Profiles] = SlackProfiles
