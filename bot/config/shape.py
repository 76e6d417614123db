"""A part of the tree → its Section.

What is wrong is remarked on and cut out, so that the rest can still be read and every problem is
found at once.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from bot.config.mistakes import remark_on
from bot.config.problems import Remark, Where

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Shaped(Generic[M]):
    """A section as far as it could be read.

    Attributes:
        section: What is left when everything wrong is cut out; None if nothing is.
        remarks: What was wrong.
        cut: Where something was cut out.
    """

    section: M | None
    remarks: tuple[Remark, ...] = ()
    cut: frozenset[Where] = frozenset()


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
    remarks = tuple(remark_on(each, model=model, at=at) for each in errors)
    left, cut = deepcopy(value), set[Where]()
    while True:
        targets = {_to_cut(each) for each in errors}
        cut |= {(*at, *target) for target in targets}
        if () in targets:
            return Shaped(None, remarks, frozenset(cut))
        for target in sorted(targets, key=_last_first):
            _remove(left, target)
        try:
            return Shaped(model.model_validate(left), remarks, frozenset(cut))
        except ValidationError as error:
            errors = error.errors(include_url=False)


def place_of(error: ErrorDetails) -> Where:
    """Where an error lies; a bad key is its entry."""
    loc = error["loc"]
    return loc[:-1] if loc and loc[-1] == "[key]" else loc


def _to_cut(error: ErrorDetails) -> Where:
    """A missing value spoils what it is missing from; anything else only itself."""
    where = place_of(error)
    return where[:-1] if error["type"] == "missing" else where


def _last_first(where: Where) -> tuple[tuple[str, int], ...]:
    return tuple(("", -part) if isinstance(part, int) else (part, 0) for part in where)


def _remove(value: object, where: Where) -> None:
    *above, last = where
    for part in above:
        value = _inside(value, part)
    match value:
        case dict() if isinstance(last, str):
            value.pop(last, None)
        case list() if isinstance(last, int) and last < len(value):
            del value[last]


def _inside(value: object, part: str | int) -> object:
    match value:
        case dict() if isinstance(part, str):
            return value.get(part)
        case list() if isinstance(part, int) and part < len(value):
            return value[part]
        case _:
            return None
