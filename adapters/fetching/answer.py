"""From what came back to a value, or to a sentence about what came back instead."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from adapters.fetching.failure import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back; the names of headers are compared without regard to case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def refuse(status: int, known: Mapping[int, tuple[str, str]]) -> None:
    """Say what is known about a status; say nothing about the others.

    Raises:
        Failure: It is one of those, or a way to somewhere else.
    """
    if words := known.get(status):
        raise Failure(*words)
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        raise Failure("sends me to another address", "Write its final address as its “url”.")


def trouble(status: int) -> Failure:
    """A server that is not well."""
    return Failure(f"is in trouble (HTTP {status})", "See how it is, and what stands before it.")


def page() -> Failure:
    """Something that is not data, though all is said to be well."""
    return Failure("answered with a page instead of data", "See whether a login stands before it.")


def read(model: type[M], answered: Answered, known: Mapping[int, tuple[str, str]]) -> M:
    """Make a value of an answer.

    Raises:
        Failure: It is an error, or it is not what its documentation says.
    """
    refuse(answered.status, known)
    if answered.status != HTTPStatus.OK:
        raise trouble(answered.status)
    try:
        given = json.loads(answered.body)
    except ValueError:  # what is not UTF-8 is one of them
        raise page() from None
    try:
        return model.model_validate(given)
    except ValidationError:
        raise Failure(
            "answered in a way that Rapport does not know", "See whether its “url” is right."
        ) from None
