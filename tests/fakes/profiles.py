"""User profiles of a platform, as a test wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.directory import Profile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.directory import Profiles


class KnownEmails:
    """Tells the verified email of the users that it was given."""

    def __init__(self, emails: Mapping[str, str]) -> None:
        self._emails = emails

    async def profile(self, user: str) -> Profile:
        return Profile(email=self._emails.get(user))


if TYPE_CHECKING:
    _conforms: type[Profiles] = KnownEmails
