"""What was answered to ``rapport init`` so far, what is to be asked yet, and what does not fit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError
from pydantic_core import PydanticCustomError

from bot.config.answers import SIDES, Answers, Replies, distinguish
from bot.config.mistakes import remark_on
from bot.config.replied import contact
from bot.errors import Usage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.fields import FieldInfo

    from bot.config.first import First
    from bot.config.section import Section

PLATFORM = "platform"
_OWN_COME_BEFORE = "prometheus"
_WORD = re.compile(r"\w+")


class Interview:
    """What was answered so far, and what is to be asked yet."""

    def __init__(self, firsts: Mapping[str, First]) -> None:
        self._firsts = firsts
        self._typed: dict[str, str] = {}

    def questions(self) -> Mapping[str, FieldInfo]:
        """Every question, in the order in which they are asked; a platform's once it is chosen."""
        asked = {PLATFORM: which_platform(self._firsts)}
        for name, field in Answers.model_fields.items():
            if name == _OWN_COME_BEFORE and PLATFORM in self._typed:
                asked |= own_questions(self._first)
            asked[name] = field
        return asked

    def next(self) -> str | None:
        """The first that was not answered."""
        return next((name for name in self.questions() if name not in self._typed), None)

    def can_judge(self, name: str) -> bool:
        """Whether enough is known to tell if an answer fits."""
        depends = name != PLATFORM and (name in SIDES or name not in Answers.model_fields)
        return PLATFORM in self._typed or not depends

    def take(self, name: str, said: str) -> None:
        """Take an answer.

        Raises:
            Usage: It does not fit, or its question is not asked.
        """
        if name not in self.questions():
            raise Usage(f"{_flag(name)}: {self._first.title} does not ask for this.")
        if complaint := self.complaint(name, said):
            raise Usage(f"{_flag(name)}: {complaint[0]}", next_step=complaint[1])
        self._typed[name] = _meant(said, self._firsts)[0] if name == PLATFORM else said

    def complaint(self, name: str, said: str) -> tuple[str, str] | None:
        """What is wrong with one answer, alone or beside those before it, and what to do."""
        first = self._firsts.get(self._typed.get(PLATFORM, ""))
        if not said.strip():
            examples = self.questions()[name].examples or ()
            return "There is no answer yet.", f"Type it like: {' or '.join(examples)}"
        if name == PLATFORM:
            if len(_meant(said, self._firsts)) == 1:
                return None
            return f"There is no platform “{said}” here.", f"Type: {' or '.join(self._firsts)}"
        model = Answers if first is None or name in Answers.model_fields else first.questions
        if alone := _alone(name, said, model, first):
            return alone
        return _together({**self._typed, name: said}, first) if first else None

    def replies(self) -> Replies:
        """All answers, once there are all."""
        own = own_questions(self._first)
        common = {k: said for k, said in self._typed.items() if k in Answers.model_fields}
        return Replies(
            answers=Answers.model_validate(common, context=self._first),
            platform=self._typed[PLATFORM],
            first=self._first,
            own=self._first.questions.model_validate({name: self._typed[name] for name in own}),
        )

    def broken_off(self) -> Usage:
        """The error for answers that ended before the questions."""
        missing = ", ".join(_flag(name) for name in self.questions() if name not in self._typed)
        return Usage("Nothing was written.", next_step=f"These answers are missing: {missing}.")

    @property
    def _first(self) -> First:
        return self._firsts[self._typed[PLATFORM]]


def _alone(
    name: str, said: str, model: type[Section], first: First | None
) -> tuple[str, str] | None:
    try:
        model.model_validate({name: said}, context=first)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            if each["loc"] == (name,):
                remark = remark_on(each, model=model, at=())
                return remark.message, remark.fix
    return None


def _together(typed: Mapping[str, str], first: First) -> tuple[str, str] | None:
    """What is wrong between people: nobody stands on two sides."""
    people = {role: typed[role] for role in SIDES if role in typed}
    try:
        distinguish({role: contact(each, first) for role, each in people.items()})
    except PydanticCustomError as error:
        context = error.context or {}
        return str(context["message"]), str(context["fix"])
    return None


def _meant(said: str, firsts: Mapping[str, First]) -> list[str]:
    """The platforms that are named, by key or by title: ``Microsoft Teams``."""
    words = f" {' '.join(_WORD.findall(said.casefold()))} "
    return [
        key
        for key, first in firsts.items()
        if any(f" {name} " in words for name in (key, first.title.casefold()))
    ]


def own_questions(first: First) -> Mapping[str, FieldInfo]:
    """What only one platform asks."""
    return first.questions.model_fields


def which_platform(firsts: Mapping[str, First]) -> FieldInfo:
    """The question for the platform."""
    titles = " or ".join(each.title for each in firsts.values())
    field: FieldInfo = Field(
        description=f"Where do the two teams talk: {titles}?", examples=list(firsts)
    )
    return field


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"
