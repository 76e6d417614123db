"""What is said in the thread in which a decision was asked: that it is open by now, its outcome."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.cards.brief_decision import brief_card
from bot.request import Place

if TYPE_CHECKING:
    from bot.decisions.acting import Acting
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement
    from bot.ports.store import Tx


def tell_thread(acting: Acting, tx: Tx, decision: Decision, engagement: Engagement) -> None:
    """Say there where it stands, once for each state, if all who read there heard it asked.

    What is asked in a channel begins a thread, too. Whoever asked alone is written to directly.
    """
    asked = decision.opened_in
    lives = acting.organisation.engagement_at(asked.platform, asked.channel)
    if asked.thread is None or asked.direct or lives is None:
        return
    place = Place(asked.platform, asked.channel, asked.thread)
    key = f"decision {decision.number} {decision.state.value} in the thread"
    card = acting.drawn(engagement, partial(brief_card, decision), service=decision.service)
    acting.telling.thread(tx, key, place, card, engagement=engagement)


def answered_there(acting: Acting, decision: Decision) -> bool:
    """Whether the answer to whoever acts stands in that thread, where all read it."""
    now, asked = acting.spoken, decision.opened_in
    return now is not None and (now.platform, now.channel, now.thread) == (
        asked.platform,
        asked.channel,
        asked.thread,
    )
