"""Words as cards hold them, and facts; nobody is mentioned in any."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

_MENTION = re.compile(r"</?at\b", re.IGNORECASE)


def _mentions_nobody(text: str) -> str:
    assert not _MENTION.search(text), f"somebody is mentioned: {text}"
    return text


def _can_be_read(text: str) -> str:
    assert text.strip(), "nothing to read"
    return text


Shown = Annotated[str, AfterValidator(_mentions_nobody)]
Title = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_mentions_nobody)]
Read = Annotated[Shown, AfterValidator(_can_be_read)]
Spacing = Literal["None", "Small", "Default", "Medium", "Large", "ExtraLarge"]


class Strict(BaseModel):
    """Has nothing but what it says."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, alias_generator=to_camel, defer_build=True
    )


class Look(Strict):
    """How words look."""

    size: Literal["Small", "Default", "Medium", "Large", "ExtraLarge"] = "Default"
    weight: Literal["Lighter", "Default", "Bolder"] = "Default"
    color: Literal["Default", "Accent", "Good", "Warning", "Attention"] = "Default"
    is_subtle: bool = False
    font_type: Literal["Default", "Monospace"] = "Default"


class Fact(Strict):
    title: Shown
    value: Shown


class FactSet(Strict):
    type: Literal["FactSet"]
    facts: Annotated[list[Fact], Field(min_length=1)]
