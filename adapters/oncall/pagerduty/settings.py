"""What app.yaml says about a PagerDuty account and about each rotation that it knows."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from adapters.fetching.access import CaFile
from adapters.fetching.address import address
from bot.config.concealing import shown
from bot.config.section import Section
from bot.config.values import EnvName, Span, Text, refused

_ID = re.compile(r"[A-Z0-9]{4,20}")
_ID_AT_THE_END = re.compile(r"([A-Z0-9]{4,20})/?$")


class Region(StrEnum):
    """Where an account lives: https://support.pagerduty.com/main/docs/service-regions."""

    US = "us"
    EU = "eu"

    @property
    def part(self) -> str:
        """What its hosts have in their names."""
        return "" if self is Region.US else f"{self}."


def _url(text: str) -> str:
    return address(text, like="`https://pagerduty-proxy.example.com`", secrets="Write `token_env`.")


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        within = _ID_AT_THE_END.search(text)
        raise refused(
            f"`{shown(text)}` is no id of PagerDuty.",
            fix=f"Write `{within[1]}`."
            if within
            else "It ends the address of its page in PagerDuty, such as `PI7DH85`.",
        )
    return text


Id = Annotated[Text, AfterValidator(_id)]


class Settings(Section):
    """How to reach PagerDuty. ``url`` takes the place of the region's host: a proxy, or a test."""

    token_env: EnvName = Field(
        description="the variable that holds a read-only API key", examples=["PAGERDUTY_TOKEN"]
    )
    region: Region = Region.US
    url: Annotated[Text, AfterValidator(_url)] | None = None
    ca_file: CaFile | None = None
    timeout: Span = timedelta(seconds=10)

    @property
    def api(self) -> str:
        """Where to ask."""
        return self.url or f"https://api.{self.region.part}pagerduty.com"

    @property
    def pages(self) -> str:
        """Where people look; each account has its own host, to which this one leads."""
        return f"https://app.{self.region.part}pagerduty.com"


class Query(Section):
    """Whom one rotation is: a schedule, or a level of an escalation policy."""

    schedule: Id | None = None
    escalation_policy: Id | None = None
    level: Annotated[int, Field(ge=1, le=20)] = 1

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.schedule is None) == (self.escalation_policy is None):
            raise refused(
                "A rotation is either a `schedule` or an `escalation_policy`.",
                fix="Write one of them, such as `schedule: PI7DH85`.",
            )
        if self.schedule and "level" in self.model_fields_set:
            raise refused(
                "A schedule has no `level`.",
                fix="Remove it, or name the `escalation_policy` in place of the schedule.",
            )
        return self
