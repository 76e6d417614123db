"""What app.yaml says about an incident.io account and about each rotation that it knows."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

from adapters.fetching.access import CaFile
from adapters.fetching.address import address
from bot.config.concealing import shown
from bot.config.section import Section
from bot.config.values import EnvName, Span, Text, refused

_ID = re.compile(r"[A-Za-z0-9_-]{4,64}")
"""Today 26 letters and digits; incident.io may change that: https://docs.incident.io/api-reference"""
_ID_AT_THE_END = re.compile(r"/([A-Z0-9]{26})/?$")


def _url(text: str) -> str:
    return address(
        text, like="`https://incidentio-proxy.example.com`", secrets="Write `token_env`."
    )


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        within = _ID_AT_THE_END.search(text)
        raise refused(
            f"`{shown(text)}` is no id of incident.io.",
            fix=f"Write `{within[1]}`."
            if within
            else "It ends the address of its page, such as `01G0J1EXE7AXZ2C93K61WBPYEH`.",
        )
    return text


Id = Annotated[Text, AfterValidator(_id)]


class Settings(Section):
    """How to reach incident.io. ``url`` takes the place of its host: a proxy, or a test."""

    token_env: EnvName = Field(
        description="the variable that holds an API key", examples=["INCIDENTIO_TOKEN"]
    )
    url: Annotated[Text, AfterValidator(_url)] = "https://api.incident.io"
    ca_file: CaFile | None = None
    timeout: Span = timedelta(seconds=10)


class Query(Section):
    """Whom one rotation is: all of a schedule, or one rotation of it, which it calls so, too."""

    schedule: Id = Field(
        description="the id of the schedule", examples=["01G0J1EXE7AXZ2C93K61WBPYEH"]
    )
    rotation: Id | None = None
