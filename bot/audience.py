"""Who sees a reply: a reading is as public as its question, and what failed concerns few."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.form import Form
from bot.replies import form_card, offering_to_share
from bot.reply import Answer, Card
from bot.request import Audience

if TYPE_CHECKING:
    from bot.command import Command
    from bot.memo import Memo
    from bot.request import Request


def addressed(
    reply: Card | Form, request: Request, *, command: Command, said: str, cards: Memo[Card]
) -> Answer:
    """A reply, and who sees it.

    Args:
        reply: What a command gave.
        request: What it answers.
        command: The command.
        said: What one can say to get it again.
        cards: What was made of cards before.
    """
    if isinstance(reply, Form):
        return Answer(form_card(reply), Audience.ASKER, form=reply)
    card = _repeatable(reply, command, said, cards)
    if command.public:
        return Answer(card, Audience.PLACE)
    if command.private:
        return Answer(card, Audience.ASKER)
    if command.shareable and request.heard_by is Audience.ASKER and not request.place.direct:
        shared = cards.once(said, card, make=lambda: offering_to_share(card, said))
        return Answer(shared, Audience.ASKER)
    return Answer(card, request.heard_by)


def only_shows(command: Command) -> bool:
    """Whether a command changes nothing, and shows nothing to others."""
    return not (command.writes or command.public)


def told_to(request: Request) -> Audience:
    """Who hears that it failed: whoever heard the question; a press is heard by nobody else."""
    return Audience.ASKER if request.pressed else request.heard_by


def _repeatable(card: Card, command: Command, said: str, cards: Memo[Card]) -> Card:
    """The card with what one can say to get it again, if saying it does no more than show it."""
    if not only_shows(command):
        return card
    return cards.once(("again", said), card, make=lambda: replace(card, again=said))
