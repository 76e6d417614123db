"""The kinds of answer that ``rapport init`` understands: a line, a person, an id, an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from bot.config.values import Text, refused

_SLACK_USER = re.compile(r"[UW][A-Z0-9]{5,}")
_CHANNEL = re.compile(r"\b[CG][A-Z0-9]{7,}\b")
_WORKSPACE = re.compile(r"\b[TE][A-Z0-9]{7,}\b")


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody, and how Slack knows them: by verified email or by user id."""

    name: str
    email: str | None = None
    slack: str | None = None

    @property
    def identity(self) -> str:
        """What tells two people apart."""
        return (self.email or self.slack or "").casefold()


def _line(text: str) -> str:
    if not text.isprintable():
        raise refused("This holds characters that cannot be printed.", fix="Type it in one line.")
    return text


def contact(text: object) -> Contact:
    """Somebody by their name and how Slack knows them, in the ways in which people write that."""
    said, _, identity = str(text).strip(" ,;").rpartition(" ")
    name, identity = said.strip(" ,;"), identity.strip("<>(),;")
    if name and re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@.]+", identity):
        return Contact(_line(name), email=identity)
    if name and _SLACK_USER.fullmatch(identity):
        return Contact(_line(name), slack=identity)
    raise refused(
        "A name and an email address are needed, or a name and a Slack user id.",
        fix="Type it like: Alice Nakamura alice@example.com",
    )


def _found(pattern: re.Pattern[str], what: str) -> BeforeValidator:
    def find(text: object) -> str:
        if match := pattern.search(str(text)):
            return match[0]
        raise refused(f"There is no id of a {what} in it.", fix=f"Paste the {what}'s id or link.")

    return BeforeValidator(find)


def _url(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/@]+(/\S*)?", text):
        raise refused(
            "This is no address of a server.",
            fix="Type it like: http://prometheus.example.com:9090 (without user and password)",
        )
    return text.rstrip("/")


Line = Annotated[Text, AfterValidator(_line)]
Person = Annotated[Contact, BeforeValidator(contact)]
Channel = Annotated[Line, _found(_CHANNEL, "channel")]
Workspace = Annotated[Line, _found(_WORKSPACE, "workspace")]
Address = Annotated[Line, AfterValidator(_url)]
