"""How many messages a second a conversation takes.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit#per-bot-per-thread-limit
"""

from collections import defaultdict, deque
from collections.abc import Callable

from tests.fakes.teams.errors import RefusalError


class Throttle:
    """Counts what was sent to each conversation within the last second."""

    def __init__(self, per_second: int | None, now: Callable[[], float]) -> None:
        self._per_second = per_second
        self._now = now
        self._sent: dict[str, deque[float]] = defaultdict(deque)

    def admit(self, conversation: str) -> None:
        """Count one more.

        Raises:
            RefusalError: That is too many.
        """
        if self._per_second is None:
            return
        now, sent = self._now(), self._sent[conversation]
        while sent and sent[0] <= now - 1:
            sent.popleft()
        if len(sent) >= self._per_second:
            raise RefusalError(429, "Throttled", "Too many requests.", retry_after=1)
        sent.append(now)
