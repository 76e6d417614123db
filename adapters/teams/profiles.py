"""Teams' rosters: the email of people whom app.yaml does not name by their id.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context#fetch-the-roster-or-user-profile
"""

from __future__ import annotations

import logging
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from adapters.teams.connector import ConnectorFailure
from adapters.teams.send import FAILURES
from bot.directory import Profile
from bot.errors import SourceUnavailable
from bot.fresh import Fresh

if TYPE_CHECKING:
    from botbuilder.schema.teams import TeamsChannelAccount

    from adapters.teams.adapter import Adapter
    from adapters.teams.reference import Reference
    from adapters.teams.settings import Settings
    from bot.directory import Profiles
    from bot.ports.clock import Clock

log = logging.getLogger(__name__)

LASTS = timedelta(hours=1)
_UNTOLD = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
"""Refusals that asking again does not change."""

_MOST = 4096
"""People of whom we remember where they spoke or were mentioned last, a moment before."""

_GUEST = "#EXT#"
"""In the name of every account that lives in another tenant: https://learn.microsoft.com/entra/external-id/user-properties."""


class TeamsProfiles:
    """Asks the roster of the conversation they spoke in, once an hour for each person."""

    def __init__(self, adapter: Adapter, *, settings: Settings, clock: Clock) -> None:
        self._adapter = adapter
        self._settings = settings
        self._clock = clock
        self._spoke: dict[str, Reference] = {}
        self._known: Fresh[str, Profile] = Fresh()

    def met(self, reference: Reference) -> None:
        """Remember where somebody spoke: only there Teams tells who they are."""
        self._spoke.pop(reference.user, None)
        self._spoke[reference.user] = reference
        if len(self._spoke) > _MOST:
            del self._spoke[next(iter(self._spoke))]

    async def profile(self, user: str) -> Profile:
        """Look a user up; an empty profile for those of whom the roster proves nothing.

        Raises:
            SourceUnavailable: Teams does not answer just now; who it is stays open.
        """
        where = self._spoke.get(user)
        if where is None:
            return Profile()

        async def ask() -> Profile:
            conversations = await self._adapter.conversations(where.service_url)
            member = await conversations.get_conversation_member(where.channel, where.user_id)
            ours = self._settings
            email = verified_email(member, tenant=ours.tenant, allowed=ours.allowed)
            # A mention tells how this bot knows somebody, and app.yaml how the whole tenant does.
            home = str(member.tenant_id or "").lower()
            return Profile(email, member.aad_object_id if home in ours.allowed else None)

        try:
            return await self._known.get(user, ask, now=self._clock.now(), lasts=LASTS)
        except FAILURES as error:
            log.warning("no profile of %s: %r", user, error)
            if isinstance(error, ConnectorFailure) and error.status in _UNTOLD:
                return Profile()
            raise SourceUnavailable(
                "Teams does not tell me who you are just now.", next_step="Ask again in a minute."
            ) from error


def verified_email(
    member: TeamsChannelAccount, *, tenant: str, allowed: frozenset[str]
) -> str | None:
    """The email by which a member of a roster may be taken for somebody.

    A tenant proves its users' names, which end in a domain that it has shown to own. Any email can
    be written beside them, so it counts in our own tenant alone.

    Args:
        member: Whom the roster tells of.
        tenant: Our own tenant.
        allowed: All tenants whose people are ours.
    """
    name, home = member.user_principal_name or "", str(member.tenant_id or "").lower()
    if member.user_role != "user" or _GUEST in name.upper() or home not in allowed:
        return None
    return (member.email or name or None) if home == tenant else (name or None)


if TYPE_CHECKING:
    _conforms: type[Profiles] = TeamsProfiles
