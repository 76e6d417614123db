"""What app.yaml says about calendar feeds, and about the feed of each rotation."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from adapters.fetching.access import Access
from bot.config.concealing import looks_secret
from bot.config.section import Section
from bot.config.values import EnvName, Span, Text, refused

_WEBCAL = re.compile(r"webcals?://", re.IGNORECASE)
_PUBLIC = "/public/"
_PRIVATE = re.compile(r"/private|[?&][^=&]*(token|key|secret|auth)[^=&]*=", re.IGNORECASE)
"""Google and PagerDuty say “private” in the addresses that let in whoever knows them."""


def address_of(text: str) -> str | None:
    """The address to ask for a feed; None if it is none. ``webcal`` is https by another name."""
    address = _WEBCAL.sub("https://", text.strip())
    try:
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return address if usable and parts.username is None and address.isprintable() else None


def lets_in(address: str) -> bool:
    """Whether an address looks like one that lets in whoever knows it."""
    if _PUBLIC in address:
        return False  # Google's public calendars have long keys that are no secret
    return bool(_PRIVATE.search(address)) or looks_secret(address)


def _url(text: str) -> str:
    address = address_of(text)
    if address is None:
        raise refused(
            "This is not the address of a calendar.",
            fix="Write it like `https://calendar.example.com/oncall.ics`.",
        )
    if lets_in(address):
        raise refused(
            "This address lets in whoever knows it, and this file is read by many.",
            fix="Put it into a variable, and name that with `url_env` or `overrides_env`.",
        )
    return address


def _file(path: Path) -> Path:
    if not path.is_absolute():
        raise refused(
            "A calendar's file needs its whole path.", fix="Write it like `/srv/oncall/sre.ics`."
        )
    return path


Url = Annotated[Text, AfterValidator(_url)]
File = Annotated[Path, AfterValidator(_file)]


class Settings(Access):
    """How calendar feeds are read; many need no more than ``kind: ical``.

    ``freshness`` is how long an answer may be given again before the feed is asked anew.
    """

    freshness: Span = timedelta(minutes=5)


class Query(Section):
    """Where one rotation's feed lies, and the feed of overrides that wins over it.

    ``only`` is a word that an event's title, place or category must hold, for feeds that carry
    several roles: ``primary``.
    """

    url_env: EnvName | None = Field(
        default=None,
        description="the variable that holds the feed's address",
        examples=["SRE_CALENDAR_URL"],
    )
    url: Url | None = None
    file: File | None = None
    overrides_env: EnvName | None = None
    overrides: Url | None = None
    overrides_file: File | None = None
    only: Text | None = None

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        feeds = [each for each in (self.url_env, self.url, self.file) if each]
        if len(feeds) != 1:
            raise refused(
                "A rotation has one feed." if feeds else "It is not said where the feed lies.",
                fix="Write `url_env` for an address that is a secret, else `url` or `file`.",
            )
        if sum(map(bool, (self.overrides_env, self.overrides, self.overrides_file))) > 1:
            raise refused(
                "A rotation has one feed of overrides.",
                fix="Keep `overrides_env`, `overrides` or `overrides_file`.",
            )
        return self
