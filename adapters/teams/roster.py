"""What a roster proves about somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from botbuilder.schema.teams import TeamsChannelAccount

_GUEST = "#EXT#"
"""In the name of every account that lives in another tenant: https://learn.microsoft.com/entra/external-id/user-properties."""


def verified_email(
    member: TeamsChannelAccount, *, tenant: str, allowed: frozenset[str]
) -> str | None:
    """The email by which a member may be taken for somebody.

    A tenant proves its users' names, which end in a domain that it has shown to own. Any email can
    be written beside them, so it counts in our own tenant alone.
    https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context#fetch-the-roster-or-user-profile

    Args:
        member: Whom the roster tells of.
        tenant: Our own tenant.
        allowed: All tenants whose people are ours.
    """
    name, home = member.user_principal_name or "", str(member.tenant_id or "").lower()
    if member.user_role != "user" or _GUEST in name.upper() or home not in allowed:
        return None
    return (member.email or name or None) if home == tenant else (name or None)
