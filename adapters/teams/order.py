"""What the manifest is to say about whoever runs the app: wishes, checked and filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from adapters.teams.settings import AppId, Settings
from bot.errors import Usage

if TYPE_CHECKING:
    from adapters.wishes import Wishes

NOWHERE = "https://example.com"
"""Stands where Teams insists on an address and none was given."""
NOWHERE_SAID = (
    f"It sends people to {NOWHERE} for its website, privacy statement and terms of use: name "
    "yours with --url, or with --website, --privacy and --terms."
)

# https://developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.schema.json
_ADDRESS = 2_048


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An app of one's own.

    Attributes:
        app_id: The id of the app registration, which is the bot's as well.
        app_version: Three numbers; higher with every upload.
        website: Where people find who runs it.
        privacy: What becomes of what they write.
        terms: On what terms they use it.
        slash: Whether channels and group chats offer the commands behind ``/``, too; what is asked
            there is seen by the asker alone.
    """

    app_id: str
    app_version: str
    website: str = NOWHERE
    privacy: str = NOWHERE
    terms: str = NOWHERE
    slash: bool = False

    @property
    def leads_nowhere(self) -> bool:
        """Whether an address is missing."""
        return NOWHERE in (self.website, self.privacy, self.terms)


def ordered(wishes: Wishes) -> Order:
    """Read the wishes.

    Raises:
        Usage: The app's id is not known, or Teams would not take something.
    """
    here = _address("url", wishes.url) or NOWHERE
    website = _address("website", wishes.website) or here
    return Order(
        app_id=_app_id(wishes),
        app_version=_version(wishes.app_version),
        website=website,
        privacy=_address("privacy", wishes.privacy) or website,
        terms=_address("terms", wishes.terms) or website,
        slash=wishes.slash,
    )


def _app_id(wishes: Wishes) -> str:
    if wishes.app_id is not None:
        try:
            return TypeAdapter(AppId).validate_python(wishes.app_id)
        except ValidationError as error:
            (wrong,) = error.errors()
            raise Usage(wrong["msg"], next_step=wrong["ctx"]["fix"]) from error
    settings = wishes.settings()
    if isinstance(settings, Settings) and settings.app_id is not None:
        return settings.app_id
    raise Usage(
        "Teams knows an app by its id, and neither --app-id nor app.yaml says it.",
        next_step="Copy the Application (client) ID from your app's overview, under App "
        "registrations at https://entra.microsoft.com, and write it as platforms.teams.app_id. "
        "A file of another name is given with --config.",
    )


def _address(name: str, text: str | None) -> str | None:
    # Encrypted, all three: https://learn.microsoft.com/graph/api/teamsapp-publish#error-response
    if text is None or (re.fullmatch(r"https://[^\s/]+\S*", text) and len(text) <= _ADDRESS):
        return text
    raise Usage(
        f"Teams takes only https:// addresses, and --{name} is “{text}”.",
        next_step=f"Write it like: --{name} https://rapport.example.com",
    )


def _version(wanted: str | None) -> str:
    """Ours, one whole number higher: Teams takes none that begins with 0."""
    if wanted is None:
        major, minor, patch = re.findall(r"\d+", version("rapport"))[:3]
        return f"{int(major) + 1}.{minor}.{patch}"
    # https://learn.microsoft.com/graph/api/teamsapp-publish#error-response
    if re.fullmatch(r"[1-9]\d*\.\d+\.\d+", wanted, re.ASCII):
        return wanted
    raise Usage(
        f"Teams takes no app version “{wanted}”.",
        next_step="Write three numbers of which the first is not 0, like 1.2.0.",
    )
