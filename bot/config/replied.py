"""The kinds of answer that ``rapport init`` understands: a line, a person, an id, an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, cast
from urllib.parse import unquote

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from bot.config.values import Text, refused

if TYPE_CHECKING:
    from bot.config.first import First


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody, and how the chat platform knows them: by verified email or by user id."""

    name: str
    email: str | None = None
    user: str | None = None

    @property
    def identity(self) -> str:
        """What tells two people apart."""
        return (self.email or self.user or "").casefold()


def _line(text: str) -> str:
    if not text.isprintable():
        raise refused("This holds characters that cannot be printed.", fix="Type it in one line.")
    return text


def contact(text: object, first: First) -> Contact:
    """Somebody by their name and how they are known, in the ways in which people write that."""
    said, _, identity = str(text).strip(" ,;").rpartition(" ")
    name, identity = said.strip(" ,;"), identity.strip("<>(),;")
    if name and re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@.]+", identity):
        return Contact(_line(name), email=identity)
    if name and re.fullmatch(first.user_id, identity):
        return Contact(_line(name), user=identity)
    raise refused(
        f"A name and an email address are needed, or a name and a {first.title} user id.",
        fix="Type it like: Alice Nakamura alice@example.com",
    )


def _person(text: object, info: ValidationInfo) -> Contact:
    return contact(text, cast("First", info.context))


def found(pattern: re.Pattern[str], what: str) -> BeforeValidator:
    """The id of something within what was pasted: its first group, else all that matches."""

    def find(text: object) -> str:
        if match := pattern.search(unquote(str(text))):
            return match[match.lastindex or 0]
        raise refused(f"There is no {what}'s id in it.", fix=f"Paste the {what}'s id or link.")

    return BeforeValidator(find)


def _url(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/@]+(/\S*)?", text):
        raise refused(
            "This is no address of a server.",
            fix="Type it like: http://prometheus.example.com:9090 (without user and password)",
        )
    return text.rstrip("/")


Line = Annotated[Text, AfterValidator(_line)]
Person = Annotated[Contact, BeforeValidator(_person)]
Address = Annotated[Line, AfterValidator(_url)]
