"""``decisions``: those that are open and those that were taken, or all that say certain words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.cards.decision_list import list_card
from bot.closest import misspelt
from bot.command import Command
from bot.decision_names import decision_called, decisions_meant
from bot.decisions.asked import about, kinds_of
from bot.decisions.states import STATES, in_state, state_called
from bot.listing import Topic
from bot.names_meant import SURE
from bot.offers import offers
from bot.saying import canonical
from bot.services import services_meant
from bot.sought import telling
from bot.word import Kind, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.context import Context
    from bot.model.decision import Decision
    from bot.model.decision_kind import Asked
    from bot.model.organisation import Service
    from bot.ports.store import Tx
    from bot.reply import Button, Card

MOST = 15
"""As many as fit on one screen."""


@dataclass(frozen=True, slots=True)
class Args:
    """Of which service, of which kind, what they say, and where they stand."""

    service: Service | None = word(
        Kind.SERVICE, help="which service; the channel's own when left out"
    )
    decision: Asked | None = word(
        Kind.DECISION, help="which kind, such as freeze; all when left out", many=True
    )
    words: str | None = word(Kind.WORDS, help="words that they say, all of them")
    state: str | None = word(
        Kind.WORDS,
        help="open, late, decided, expired, superseded or reversed; all when left out",
        after=("are", "is"),
    )


async def run(args: Args, context: Context) -> Card:
    """List what is open, and then what was decided, the newest first."""
    service, engagement = about(args, COMMAND, context)
    kinds = kinds_of(args.decision, engagement, service) if args.decision else None
    state = state_called(args.state or "")
    said = (args.words, None if state else args.state)  # “are” was none of our small words there
    words = telling(" ".join(filter(None, said)).split())

    def work(tx: Tx) -> Sequence[Decision]:
        among = partial(
            tx.decisions.among,
            service=service.key,
            kinds=None if kinds is None else [kind.key for kind in kinds],
            words=words,
        )
        return in_state(among, state, now=context.now, most=MOST + 1)

    found = await context.deciding.transact(work, now=context.now)
    return list_card(
        found[:MOST],
        context,
        service=service,
        engagement=engagement,
        words=" ".join((*((args.decision.name,) if args.decision else ()), *words)) or None,
        state=state,
        more=len(found) > MOST,
        meant=() if found else _meant(args, words, context),
    )


def _meant(args: Args, words: Sequence[str], context: Context) -> tuple[Button, ...]:
    """The same, with a word that is nearly a name taken for it."""
    said = replace(args, words=None, state=state_called(args.state or ""))
    return offers(
        canonical(COMMAND, replace(said, words=" ".join(others) or None, **taken))
        for at, each in enumerate(words)
        for others in ((*words[:at], *words[at + 1 :]),)
        for taken in _taken_for(each, said, context)
    )


def _taken_for(each: str, said: Args, context: Context) -> Iterator[dict[str, Any]]:
    """What a word is nearly the name of, by the argument that may still be said."""
    known = context.organisation
    if said.service is None:
        near = services_meant([each], context, good_enough=SURE)
        yield from ({"service": known.services[key]} for key in near)
    if said.decision is None:
        near = decisions_meant([each], known, good_enough=SURE)
        yield from ({"decision": decision_called(name, known)} for name in near)
    if said.state is None:
        states = {name: name for name in STATES}
        near = misspelt(each, states, good_enough=SURE)
        yield from ({"state": state_called(name)} for name in near)


_ABOUT = r"(?: (?:for|of|on|in) (?P<service>.+))?"
_DECIDED = r"(?:did we decide|was decided|have we decided)"
_IS = r"(?:is|are|was|were)"
_STATE = rf"(?P<state>{'|'.join(STATES)})"

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
        rf"(?:what'?s|(?:what|which decisions) {_IS})(?: still)? {_STATE}{_ABOUT}",
        rf"decisions (?:(?:that |which )?{_IS} )?(?:still )?{_STATE}(?: (?P<rest>.+))?",
        rf"decisions (?P<rest>.+?)(?: (?:that |which )?{_IS})?(?: still)? {_STATE}",
        rf"(?:(?:list|show|all|the|our) )*{_STATE} decisions(?: (?P<rest>.+))?",
    ),
    examples=("decisions iot-hub", "decisions iot-hub canary", "decisions iot-hub freeze"),
    shareable=True,
)
