"""Faults on demand: refusals, lost answers, broken connections, a gateway that answers instead."""

from enum import Enum
from typing import TypeAlias

from tests.fakes.slack.errors import ApiError


class Broken(Enum):
    """How a call breaks, where Slack does not refuse it."""

    UNHEARD = "the connection breaks before Slack has heard the call"
    UNANSWERED = "the call is carried out, and the answer to it is lost"
    GATEWAY = "a gateway before Slack gives up, in plain text"


Fault: TypeAlias = ApiError | Broken


class Faults:
    """What goes wrong with the next call of each method, in order."""

    def __init__(self) -> None:
        self._coming: dict[str, list[Fault]] = {}

    def take(self, method: str) -> Fault | None:
        """The fault of a call that comes now."""
        coming = self._coming.get(method)
        return coming.pop(0) if coming else None

    def fail_next(self, method: str, error: str = "internal_error", *, status: int = 200) -> None:
        """The next call of this method is refused; 429 comes with Retry-After: 1."""
        headers = {"Retry-After": "1"} if status == 429 else {}
        self._add(method, ApiError(error, status=status, headers=headers))

    def break_next(self, method: str) -> None:
        """The connection of the next call of this method breaks before Slack has heard it."""
        self._add(method, Broken.UNHEARD)

    def lose_next_answer(self, method: str) -> None:
        """The next call of this method is carried out, but the connection breaks first."""
        self._add(method, Broken.UNANSWERED)

    def stop_next_at_the_gateway(self, method: str) -> None:
        """The next call of this method gets no further than a gateway, which says so."""
        self._add(method, Broken.GATEWAY)

    def mend(self) -> None:
        """Nothing goes wrong any more that has not yet."""
        self._coming.clear()

    def _add(self, method: str, fault: Fault) -> None:
        self._coming.setdefault(method, []).append(fault)
