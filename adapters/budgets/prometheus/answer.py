"""Reads what comes back from Prometheus, or from whatever stands in front of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from pydantic import BaseModel, Field, ValidationError

from adapters.fetching.answer import page, refuse, trouble
from adapters.fetching.failure import Failure
from bot.config.concealing import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.fetching.answer import Answered


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


def read_version(answered: Answered) -> str | None:
    """The server's version; None where it does not tell."""
    if answered.status != HTTPStatus.OK:
        return None
    try:
        return shown(Build.model_validate_json(answered.body).data.version)
    except ValidationError:
        return None


def read_answer(answered: Answered) -> Answer:
    """Make sense of a response.

    Raises:
        Failure: It is an error, it is partial, or it is not from Prometheus at all.
    """
    status = answered.status
    refuse(status, _BY_STATUS)
    try:
        answer = Answer.model_validate_json(answered.body)
    except ValidationError:
        if status != HTTPStatus.OK:
            raise trouble(status) from None
        raise page() from None
    if answer.kind == "timeout":
        raise Failure("took too long over a query", "See how it is, or raise its “timeout”.")
    if answer.kind in _PROMETHEUS_SAYS_WHY:
        raise Failure(
            f"cannot answer a query: {shown(answer.error)}",
            "Look at “total” and “bad” or “good” of this objective in app.yaml.",
        )
    if answer.status != "success" or answer.data is None:
        raise trouble(status)
    if not all(warning.startswith(_HARMLESS) for warning in answer.warnings):
        raise Failure("answered only in part", "See how its storage is: it sent a warning along.")
    return answer
