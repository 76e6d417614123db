"""Who does something about a cover, and which one they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Kind, word
from bot.errors import NotAllowed, Usage
from bot.grammar import quoted
from bot.oncall.covering import Covering
from bot.oncall.telling import Telling

if TYPE_CHECKING:
    from bot.command import Command
    from bot.context import Context


@dataclass(frozen=True, slots=True)
class Numbered:
    """Which cover, by its number."""

    number: str | None = word(
        Kind.WORDS, help="the number of the cover; yours, if there is only one"
    )

    def read(self, command: Command) -> int | None:
        """The number itself; None if none was said.

        Raises:
            Usage: It is no number.
        """
        if self.number is None:
            return None
        digits = self.number.strip().lstrip("#")
        if not (digits.isascii() and digits.isdecimal() and len(digits) < 10):  # noqa: PLR2004 - what an integer column holds
            raise Usage(
                f"{quoted(self.number)} is no number of a cover.",
                next_step=f"Type: {command.usage}, for instance: {command.examples[0]}",
            )
        return int(digits)


def acting(context: Context) -> Covering:
    """Whoever asks, ready to do something about a cover.

    Raises:
        NotAllowed: They are no person of app.yaml.
    """
    person = context.reader.person
    if person is None:
        raise NotAllowed(
            "Covers are between people of app.yaml, and you are none of them.",
            next_step="Ask whoever runs me to add you under “people”.",
        )
    return Covering(
        organisation=context.organisation,
        actor=person.key,
        now=context.now,
        telling=Telling(
            organisation=context.organisation,
            actor=person.key,
            zone=context.zone_for(context.engagement),
            platform=_written_to_on(context),
            platforms=context.platforms,
        ),
    )


def _written_to_on(context: Context) -> str | None:
    """The platform on which people hear of it: where it was said, if that is served."""
    here = context.request.place.platform
    return here if here in context.platforms else min(context.platforms, default=None)
