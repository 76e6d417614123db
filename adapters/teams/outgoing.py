"""A drawn card as an activity that can be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from botbuilder.schema import Activity, ActivityTypes, Attachment

if TYPE_CHECKING:
    from collections.abc import Mapping

ADAPTIVE = "application/vnd.microsoft.card.adaptive"


class Sealed(dict[str, Any]):
    """A card that nobody changes any more, so that copying an activity need not copy it.

    botbuilder copies all that it is given to send, to the depth: 1 ms for a card of 24 KB. What
    ``copy`` asks a value is Python's own seam for that.
    """

    def __deepcopy__(self, _memo: object) -> Self:
        return self


def card_activity(card: Mapping[str, Any], *, summary: str) -> Activity:
    """A message that is a card; the summary is what the notification shows and is read aloud."""
    return Activity(
        type=ActivityTypes.message,
        summary=summary,
        attachments=[Attachment(content_type=ADAPTIVE, content=Sealed(card))],
    )
