"""Errors that the asker can act on. Everything else is a fault and gets a reference number."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from bot.reply import Button, Fact


class BotError(Exception):
    """Something that the asker can mend.

    Args:
        message: What is the matter, in a sentence that stands alone.
        next_step: What to do about it, in a sentence.
        buttons: Commands that would be answered, closest first.
        facts: What there is to choose from, where buttons alone do not say enough of it.
    """

    code: ClassVar[str] = "error"

    def __init__(
        self,
        message: str,
        *,
        next_step: str | None = None,
        buttons: tuple[Button, ...] = (),
        facts: tuple[Fact, ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step
        self.buttons = buttons
        self.facts = facts

    @property
    def data(self) -> dict[str, object]:
        """The same for machines."""
        return {
            "code": self.code,
            "message": self.message,
            "next_step": self.next_step,
            "suggestions": [button.says for button in self.buttons],
        }


class NotFound(BotError):
    """There is no such verb, service or person."""

    code = "not_found"


class Usage(BotError):
    """A word is missing or is not of the kind that was expected."""

    code = "usage"


class NotAllowed(BotError):
    """The asker may not do this."""

    code = "not_allowed"


class Conflict(BotError):
    """It was true when the asker looked, and is not any more."""

    code = "conflict"


class SourceUnavailable(BotError):
    """A source did not answer and nothing is known from before."""

    code = "source_unavailable"
