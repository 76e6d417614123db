"""Words that stand in a text for people whom a platform's mention means: ``@erin``, never an id."""

from __future__ import annotations

import re

from bot.mentions import SOMEBODY

_APART = re.compile(r"[^\w.-]+")


class StandIns:
    """Finds a word for each person that a text mentions; the same person has the same word."""

    def __init__(self) -> None:
        self.users: dict[str, str] = {}
        """The platform's id of whom each word stands for: what ``Request.mentioned`` says."""

    def word(self, user: str, name: str | None) -> str:
        """The word for somebody: their name there in one word, if the platform tells one."""
        named = _APART.sub("-", (name or "").strip().removeprefix("@")).strip("-.")
        usual = f"@{named}" if named else SOMEBODY
        word, number = usual, 1
        while self.users.setdefault(word, user) != user:
            number += 1
            word = f"{usual}-{number}"
        return word
