"""Cards that wait for a press: where one stands, what it shows, and whose turn it is there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from adapters.slack.render import ASK
from adapters.slack.send import Sent

if TYPE_CHECKING:
    from adapters.slack.render import Message
    from bot.request import Request

_MOST = 1_000
"""Cards that are remembered; presses that cross each other on their way are seconds apart."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A card that was pressed and waits for a press, as it stood there then.

    Attributes:
        id: Its own; what takes its place has another.
        public: The message, if more than one person sees it.
        shown: What it shows; Slack tells it of public ones alone.
    """

    id: str
    public: Sent | None
    shown: Message


def asking_of(body: dict[str, Any]) -> Asking | None:
    """The card of a pressed button, if it waits for a press.

    https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
    """
    action, container = body["actions"][0], body["container"]
    if not action["action_id"].startswith(f"{ASK}-"):
        return None
    sent = Sent(body["channel"]["id"], container["message_ts"])
    # Slack names the blocks anew when a message changes.
    card = f"{sent.channel} {sent.ts} {action['block_id']}"
    if container.get("is_ephemeral"):
        return Asking(card, None, {})
    return Asking(card, sent, {key: body["message"][key] for key in ("text", "blocks")})


class Turn(Enum):
    """Whether what is to be said to a press may take the card's place."""

    OURS = "nothing stands there yet but the card, or what this replaces"
    SAID = "the same was said there to another press"
    OTHERS = "something else was said there"


@dataclass(frozen=True, slots=True)
class _Held:
    """What stands in a card's place; ``headline`` is None while it only tells that it follows."""

    press: str
    words: str
    headline: str | None


class Turns:
    """Sees to it that a card is answered in its place once, however many press it at once."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}

    def take(self, card: Asking, request: Request, *, headline: str | None) -> Turn:
        """Ask for a card's place, and hold it from now on.

        Args:
            card: The card.
            request: What its button asks.
            headline: The answer's; None for what only tells that it follows.
        """
        held = self._held.get(card.id)
        if held is not None and held.press != request.event_key:
            if held.words != request.text:
                return Turn.OTHERS
            if headline is None or headline == held.headline:
                return Turn.SAID
            if held.headline is not None:
                return Turn.OTHERS
        self._held.pop(card.id, None)
        self._held[card.id] = _Held(request.event_key, request.text, headline)
        if len(self._held) > _MOST:
            del self._held[next(iter(self._held))]
        return Turn.OURS

    def holds(self, card: Asking, request: Request) -> bool:
        """Whether a card's place is still held by this press."""
        held = self._held.get(card.id)
        return held is not None and held.press == request.event_key

    def give_back(self, card: Asking, request: Request) -> None:
        """Let a card be answered anew."""
        if self.holds(card, request):
            del self._held[card.id]
