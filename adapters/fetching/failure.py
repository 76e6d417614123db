"""Why there is no usable answer, fit to be said to people."""

from __future__ import annotations

from bot.errors import SourceUnavailable


class Failure(Exception):  # noqa: N818 - it is one way for a question to end
    """There is no usable answer; whoever asked tells people.

    Args:
        said: What the server did, after its name: “does not let me in”.
        next_step: What to do about it, in a sentence.
    """

    def __init__(self, said: str, next_step: str) -> None:
        super().__init__(said)
        self.said = said
        self.next_step = next_step

    def of(self, server: str) -> SourceUnavailable:
        """The same, with the server's name: “Prometheus “main””."""
        return SourceUnavailable(f"{server} {self.said}.", next_step=self.next_step)
