"""Who does something about a cover, and which one they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import NotAllowed
from bot.oncall.covering import Covering
from bot.oncall.telling import Telling
from bot.readers import Readers
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context


@dataclass(frozen=True, slots=True)
class Numbered:
    """Which cover, by its number."""

    number: int | None = word(
        Kind.NUMBER, help="the number of the cover; yours, if there is only one"
    )


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
            readers=Readers.of(context),
            actor=person.key,
            zone=context.zone_for(context.engagement),
        ),
    )
