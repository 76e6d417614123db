"""Cards as views: the Home tab, and the windows that open above it. One person sees each."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from adapters.slack.limits import MODAL_WORDS
from adapters.slack.render import blocks
from adapters.slack.sheet import VIEW, context, text_object
from adapters.slack.text import cut
from bot.reply import Actions, Button

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.reply import Card

View: TypeAlias = "dict[str, Any]"
"""A view as every way to show one takes it."""

_TITLE = "Rapport"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a view remembers; Slack keeps it and shows it to nobody.

    Attributes:
        channel: Our direct messages with whoever sees it.
        at: For Home, when the visit was that it was drawn for, in seconds since 1970.
    """

    channel: str
    at: int = 0


def kept_of(view: Mapping[str, Any]) -> Kept:
    """What a view of ours remembers."""
    kept = json.loads(view["private_metadata"])
    return Kept(str(kept["channel"]), int(kept["at"]))


def home(card: Card, kept: Kept, *, name: str | None) -> View:
    """Draw a card as somebody's Home; what to ask and how stands at its foot.

    Args:
        card: What they see first.
        kept: What to remember.
        name: What the bot is called after an @; None for people to whom it does not answer.
    """
    if name is None:
        drawn = blocks(card, paper=VIEW)
    else:
        asking = Actions((Button("What you can ask me", "help"),))
        how = f"Ask me with /sre or @{name} in a channel, or in plain words under Messages."
        drawn = blocks(replace(card, blocks=(*card.blocks, asking)), paper=VIEW)
        drawn.append(context(how))
    return {"type": "home", "private_metadata": json.dumps(asdict(kept)), "blocks": drawn}


def modal(card: Card, kept: Kept) -> View:
    """Draw a card as a window."""
    return {
        "type": "modal",
        "private_metadata": json.dumps(asdict(kept)),
        "title": text_object(cut(_TITLE, MODAL_WORDS), "plain_text"),
        "close": text_object("Close", "plain_text"),
        "blocks": blocks(card, paper=VIEW),
    }
