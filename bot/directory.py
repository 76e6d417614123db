"""Who an actor is: a person of app.yaml, a guest of ours, or somebody from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model.organisation import Organisation, Person
    from bot.request import Actor


class Standing(StrEnum):
    """What somebody is to us."""

    MEMBER = "member"
    """Named in app.yaml."""
    OPERATOR = "operator"
    """Sits at the terminal of the machine on which the configuration lies."""
    GUEST = "guest"
    """In a workspace of ours, but not named in app.yaml."""
    STRANGER = "stranger"
    """From an organisation that is not listed (Slack Connect, another tenant)."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the answer."""

    standing: Standing
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What a platform knows about a user; an email only when the platform has verified it.

    Attributes:
        email: Their own.
        user: Another id by which the platform knows them, and app.yaml may.
    """

    email: str | None = None
    user: str | None = None


class Profiles(Protocol):
    """One platform's user profiles."""

    async def profile(self, user: str) -> Profile:
        """Look a user up; an empty profile when the platform does not tell.

        Raises:
            SourceUnavailable: The platform cannot tell just now.
        """
        ...


@dataclass(frozen=True, slots=True)
class Admission:
    """One platform's door: which organisations are ours, and how to look people up.

    Attributes:
        workspaces: The organisations whose people are ours; empty admits none but members by id.
        profiles: Where verified emails come from; None if the platform has none.
        operator: Whether an unknown user there is the operator.
    """

    workspaces: frozenset[str]
    profiles: Profiles | None = None
    operator: bool = False


class Directory:
    """Maps (platform, workspace, user) to a reader: an explicit id first, then a verified email.

    Who is not active any more is a guest, wherever they can still log in.
    """

    def __init__(
        self, organisation: Organisation, doors: Mapping[str, Admission] | None = None
    ) -> None:
        self._doors = dict(doors or {})
        active = [person for person in organisation.people.values() if person.active]
        self._by_id = {
            (platform, user): person for person in active for platform, user in person.ids.items()
        }
        self._by_email = {person.email.casefold(): person for person in active if person.email}

    def admit(self, platform: str, door: Admission) -> None:
        """Open a platform's door."""
        self._doors[platform] = door

    async def reader(self, actor: Actor) -> Reader:
        """Tell who an actor is."""
        door = self._doors.get(actor.platform)
        if door is None or actor.workspace not in door.workspaces:
            return Reader(Standing.STRANGER)
        if person := self._by_id.get((actor.platform, actor.user)):
            return Reader(Standing.MEMBER, person)
        if door.operator:
            return Reader(Standing.OPERATOR)
        if door.profiles:
            profile = await door.profiles.profile(actor.user)
            person = self._by_id.get((actor.platform, profile.user or "")) or self._by_email.get(
                (profile.email or "").casefold()
            )
            if person is not None:
                return Reader(Standing.MEMBER, person)
        return Reader(Standing.GUEST)
