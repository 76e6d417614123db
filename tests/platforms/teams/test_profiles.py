"""Whose email a roster proves: our own users', never a guest's."""

from __future__ import annotations

import pytest
from botbuilder.schema.teams import TeamsChannelAccount

from adapters.teams.profiles import verified_email

OURS, FRIENDS, FOREIGN = "tenant-1", "tenant-2", "tenant-3"


def email_of(**changes: str | None) -> str | None:
    """The proven email of Erin, a user of our own tenant, with changes."""
    erin = {
        "email": "erin@example.com",
        "user_principal_name": "erin.u@example.com",
        "tenant_id": OURS,
        "user_role": "user",
    }
    member = TeamsChannelAccount(**{**erin, **changes})
    return verified_email(member, tenant=OURS, allowed=frozenset({OURS, FRIENDS}))


def test_our_own_tenant_vouches_for_emails() -> None:
    assert email_of() == "erin@example.com"
    assert email_of(email=None) == "erin.u@example.com"
    assert email_of(tenant_id=OURS.upper()) == "erin@example.com"


def test_another_tenant_of_ours_vouches_for_names_alone() -> None:
    assert email_of(tenant_id=FRIENDS) == "erin.u@example.com"
    assert email_of(tenant_id=FRIENDS, user_principal_name=None) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"user_role": "guest"},
        {"user_role": "anonymous"},
        {"user_role": None},
        {"user_principal_name": "erin_example.com#EXT#@home.example"},
        {"user_principal_name": "erin_example.com#ext#@home.example"},
        {"tenant_id": FOREIGN},
        {"tenant_id": None},
        {"email": None, "user_principal_name": None},
    ],
)
def test_nobody_vouches_for_the_email_of(changes: dict[str, str | None]) -> None:
    assert email_of(**changes) is None
