"""Reads what comes back from Prometheus, or from whatever stands in front of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from pydantic import BaseModel, Field, ValidationError

from bot.config.concealing import shown

if TYPE_CHECKING:
    from collections.abc import Mapping


class Failure(Exception):  # noqa: N818 - it is one way for a question to end
    """There is no usable answer; ``Source`` tells people.

    Args:
        said: What the server did, after its name: “does not let me in”.
        next_step: What to do about it, in a sentence.
    """

    def __init__(self, said: str, next_step: str) -> None:
        super().__init__(said)
        self.said = said
        self.next_step = next_step


class Series(BaseModel):
    """One part of an answer: a value, or a value for each step, each with its time in seconds."""

    metric: dict[str, str] = {}
    value: tuple[float, float] | None = None
    values: list[tuple[float, float]] = []


class Data(BaseModel):
    """What a query gave."""

    result: list[Series]


class Answer(BaseModel):
    """The envelope of every answer, good or bad."""

    status: str
    data: Data | None = None
    kind: str = Field(default="", alias="errorType")
    error: str = ""
    warnings: list[str] = []

    @property
    def result(self) -> list[Series]:
        """The parts; none when the query gave nothing."""
        return self.data.result if self.data else []


class Build(BaseModel):
    """What a server tells about itself."""

    class Version(BaseModel):
        """Its version."""

        version: str

    data: Version


_BY_STATUS: Mapping[int, tuple[str, str]] = {
    HTTPStatus.UNAUTHORIZED: ("does not let me in", "Look at its token or password."),
    HTTPStatus.FORBIDDEN: ("does not let me in", "See what its token or password may read."),
    HTTPStatus.NOT_FOUND: (
        "has no query API at its address",
        "See whether its “url” lacks a path such as /prometheus.",
    ),
    HTTPStatus.TOO_MANY_REQUESTS: ("was asked too much and wants a rest", "See its limits."),
}
_PROMETHEUS_SAYS_WHY = {"bad_data", "execution"}
_HARMLESS = "PromQL info"


def read_version(status: int, body: bytes) -> str | None:
    """The server's version; None where it does not tell."""
    if status != HTTPStatus.OK:
        return None
    try:
        return shown(Build.model_validate_json(body).data.version)
    except ValidationError:
        return None


def read_answer(status: int, body: bytes) -> Answer:
    """Make sense of a response.

    Raises:
        Failure: It is an error, it is partial, or it is not from Prometheus at all.
    """
    if known := _BY_STATUS.get(status):
        raise Failure(*known)
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        raise Failure("sends me to another address", "Write its final address as its “url”.")
    trouble = Failure(f"is in trouble (HTTP {status})", "See how it is, and what stands before it.")
    try:
        answer = Answer.model_validate_json(body)
    except ValidationError:
        if status != HTTPStatus.OK:
            raise trouble from None
        raise Failure(
            "answered with a page instead of data", "See whether a login stands before it."
        ) from None
    if answer.kind == "timeout":
        raise Failure("took too long over a query", "See how it is, or raise its “timeout”.")
    if answer.kind in _PROMETHEUS_SAYS_WHY:
        raise Failure(
            f"cannot answer a query: {shown(answer.error)}",
            "Look at “total” and “bad” or “good” of this objective in app.yaml.",
        )
    if answer.status != "success" or answer.data is None:
        raise trouble
    if not all(warning.startswith(_HARMLESS) for warning in answer.warnings):
        raise Failure("answered only in part", "See how its storage is: it sent a warning along.")
    return answer
