"""Cards that wait for a press: where one stands, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from adapters.slack.render import ASK
from adapters.slack.send import Sent

if TYPE_CHECKING:
    from adapters.slack.render import Message


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
