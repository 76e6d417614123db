"""``decisions``: those that are open and those that were taken, or all that say certain words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.cards.decision_list import list_card
from bot.command import Command, Kind, word
from bot.decisions.asked import about, kinds_of
from bot.listing import Topic
from bot.model.decision import SETTLED, UNDECIDED
from bot.sought import telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.context import Context
    from bot.model.decision import Decision
    from bot.model.decision_kind import Asked
    from bot.model.organisation import Service
    from bot.ports.store import Tx
    from bot.reply import Card

MOST = 15
"""As many as fit on one screen."""


@dataclass(frozen=True, slots=True)
class Args:
    """Of which service, of which kind, and what they say."""

    service: Service | None = word(
        Kind.SERVICE, help="which service; the channel's own when left out"
    )
    decision: Asked | None = word(
        Kind.DECISION, help="which kind, such as freeze; all when left out", many=True
    )
    words: str | None = word(Kind.WORDS, help="words that they say, all of them")


async def run(args: Args, context: Context) -> Card:
    """List what is open, and then what was decided, the newest first."""
    service, engagement = about(args, COMMAND, context)
    kinds = kinds_of(args.decision, engagement, service) if args.decision else None
    words = telling((args.words or "").split())

    def work(tx: Tx) -> Sequence[Decision]:
        among = partial(
            tx.decisions.among,
            service=service.key,
            kinds=None if kinds is None else [kind.key for kind in kinds],
            words=words,
        )
        waiting = among(states=UNDECIDED, most=MOST + 1)
        return (*waiting, *among(states=SETTLED, most=MOST + 1 - len(waiting)))

    found = await context.deciding.transact(work, now=context.now)
    return list_card(
        found[:MOST],
        context,
        service=service,
        engagement=engagement,
        words=" ".join((*((args.decision.name,) if args.decision else ()), *words)) or None,
        more=len(found) > MOST,
    )


_ABOUT = r"(?: (?:for|of|on|in) (?P<service>.+))?"
_DECIDED = r"(?:did we decide|was decided|have we decided)"

COMMAND = Command(
    verb="decisions",
    summary="Decisions that are open, and those that were taken",
    topic=Topic.DECISIONS,
    often=True,
    args=Args,
    run=run,
    aliases=("decision list", "list decisions", "decision log"),
    questions=(
        rf"(?:what|which decisions) {_DECIDED} about (?P<decision>.+?){_ABOUT}",
        rf"(?:what|which decisions) {_DECIDED}{_ABOUT}",
        rf"(?:what|which decisions) (?:is|are)(?: still)? (?:open|to be decided|undecided){_ABOUT}",
    ),
    examples=("decisions iot-hub", "decisions iot-hub canary", "decisions iot-hub freeze"),
    shareable=True,
)
