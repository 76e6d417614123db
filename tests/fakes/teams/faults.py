"""Faults on demand: refusals, gateways, silence and broken connections, before and after."""

from dataclasses import dataclass
from enum import Enum, auto

from tests.fakes.teams.errors import RefusalError


class Broken(Enum):
    """How a call goes without an answer."""

    CUT = auto()
    """The connection breaks."""
    HUNG = auto()
    """Nothing comes, ever."""


@dataclass(frozen=True)
class Fault:
    """What becomes of a call; `stored` says that it is carried out all the same."""

    answer: RefusalError | Broken
    stored: bool = False


CODES = {
    412: "PreconditionFailed",
    429: "Throttled",
    500: "ServiceError",
    502: "ServiceError",
    503: "ServiceError",
    504: "GatewayTimeout",
}


class Faults:
    """What goes wrong with the next calls, in order."""

    def __init__(self) -> None:
        self._coming: list[Fault] = []

    def take(self) -> Fault | None:
        """The fault of a call that comes now."""
        return self._coming.pop(0) if self._coming else None

    def fail_next(
        self,
        status: int,
        *,
        times: int = 1,
        code: str = "",
        retry_after: float | None = None,
        stored: bool = False,
    ) -> None:
        """The next calls are answered with this status; `stored` ones are carried out before."""
        refusal = RefusalError(status, code or CODES.get(status, "Error"), retry_after=retry_after)
        self._coming += [Fault(refusal, stored)] * times

    def cut_next(self, *, stored: bool = False) -> None:
        """The connection of the next call breaks."""
        self._coming.append(Fault(Broken.CUT, stored))

    def hang_next(self, *, stored: bool = False) -> None:
        """The next call is never answered."""
        self._coming.append(Fault(Broken.HUNG, stored))
