"""A part of the tree → its Section.

What is wrong is remarked on and then made up for, so that the rest can still be read and every
problem is found at once.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from bot.config.fields import example_at, fields_at, meant
from bot.config.mistakes import place_of, remark_on
from bot.config.problems import Remark, Where
from bot.config.tree import plant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Shaped(Generic[M]):
    """A section as far as it could be read.

    Attributes:
        section: What is left when everything wrong is made up for; None if nothing is.
        remarks: What was wrong.
        made_up: Where something was left out, or its example put in.
    """

    section: M | None
    remarks: tuple[Remark, ...] = ()
    made_up: frozenset[Where] = frozenset()


def shape(model: type[M], value: object, *, at: Where = ()) -> Shaped[M]:
    """Read a value as a section.

    Args:
        model: What it should be.
        value: What stands in the file.
        at: Where it stands.
    """
    try:
        return Shaped(model.model_validate(value))
    except ValidationError as error:
        errors = error.errors(include_url=False)
    remarks = tuple(remark_on(each, model=model, at=at) for each in _causes(errors, model))
    section, made_up = _make_up(model, value, errors)
    return Shaped(section, remarks, frozenset((*at, *where) for where in made_up))


def _causes(errors: list[ErrorDetails], model: type[BaseModel]) -> Iterator[ErrorDetails]:
    """The errors, without a missing key that stands there misspelt."""
    misspelt = set()
    for error in errors:
        *above, key = error["loc"] or ("",)
        if error["type"] == "extra_forbidden":
            misspelt.add((*above, meant(str(key), fields_at(model, tuple(above)))))
    return (each for each in errors if each["type"] != "missing" or each["loc"] not in misspelt)


def _make_up(
    model: type[M], value: object, errors: list[ErrorDetails]
) -> tuple[M | None, set[Where]]:
    """Leave out what is wrong or put its example in, until the rest is a section."""
    left, made_up = deepcopy(value), set[Where]()
    while True:
        places = {_outside_lists(place_of(error)) for error in errors}
        for place in places:
            where = place
            while where in made_up:
                where = _outside_lists(where[:-1])
            if not where:
                return None, {()}
            made_up.add(where)
            _replace(left, where, example_at(model, where))
        try:
            return model.model_validate(left), made_up
        except ValidationError as error:
            errors = error.errors(include_url=False)


def _outside_lists(where: Where) -> Where:
    """A wrong item spoils its list: without it the others would not know their places."""
    while where and isinstance(where[-1], int):
        where = where[:-1]
    return where


def _replace(value: object, where: Where, example: str | None) -> None:
    *above, last = where
    for part in above:
        value = _inside(value, part)
    if not isinstance(value, dict):
        return
    if example is None:
        value.pop(last, None)
    else:
        value[last] = plant(example).value


def _inside(value: object, part: str | int) -> object:
    match value:
        case dict() if isinstance(part, str):
            return value.get(part)
        case list() if isinstance(part, int) and part < len(value):
            return value[part]
        case _:
            return None
