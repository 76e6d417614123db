"""What can be pressed and filled in."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, JsonValue, model_validator

from tests.platforms.teams.word_shapes import Read, Shown, Strict


class Submit(Strict):
    type: Literal["Action.Submit"]
    title: Read
    data: Annotated[dict[str, JsonValue], Field(min_length=1)]


class Execute(Strict):
    type: Literal["Action.Execute"]
    title: Read
    verb: Literal["say", "form"]
    data: Annotated[dict[str, JsonValue], Field(min_length=1)]
    fallback: Submit

    @model_validator(mode="after")
    def _falls_back_to_the_same(self) -> Execute:
        assert (self.title, self.data) == (self.fallback.title, self.fallback.data)
        return self


Actions = Annotated[
    list[Annotated[Execute | Submit, Field(discriminator="type")]],
    Field(min_length=1, max_length=6),
]


class ActionSet(Strict):
    type: Literal["ActionSet"]
    actions: Actions


class Input(Strict):
    """Something to fill in; what is needed says so when it is missing."""

    id: Read
    label: Read
    is_required: bool = False
    error_message: Read | None = None
    placeholder: Shown = ""
    value: str = ""

    @model_validator(mode="after")
    def _says_what_is_missing(self) -> Input:
        assert self.is_required == (self.error_message is not None)
        return self


class TextInput(Input):
    type: Literal["Input.Text"]
    max_length: Annotated[int, Field(ge=1)]
    is_multiline: bool = False


class Choice(Strict):
    title: Read
    value: str


class ChoiceSet(Input):
    type: Literal["Input.ChoiceSet"]
    choices: Annotated[list[Choice], Field(min_length=1)]
    style: Literal["compact", "filtered", "expanded"]

    @model_validator(mode="after")
    def _begins_with_one_of_its_choices(self) -> ChoiceSet:
        values = [choice.value for choice in self.choices]
        assert len(values) == len(set(values))
        assert "value" not in self.model_fields_set or self.value in values
        return self
