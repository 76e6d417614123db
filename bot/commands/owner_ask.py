"""``owner ask``: puts a question to whoever decides; only then are they written to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.access import Act, permit
from bot.cards.owner_question import asked_card, question_card
from bot.cards.owner_words import lower
from bot.command import Command
from bot.decisions.acting import acting
from bot.decisions.asked import about, one_kind
from bot.decisions.parts import in_engagement
from bot.decisions.questions import asked
from bot.errors import NotFound, Usage
from bot.listing import Topic
from bot.reply import Change
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.decision_kind import Asked
    from bot.model.organisation import Service
    from bot.ports.store import Tx
    from bot.reply import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Args:
    """Whom, and what."""

    service: Service | None = word(
        Kind.SERVICE, help="about which service; the channel's own when left out"
    )
    decision: Asked = word(Kind.DECISION, help="whose owner to ask", required=True)
    question: str = word(
        Kind.TEXT,
        help="what to ask them; in the channel if I cannot write to them",
        required=True,
    )


async def run(args: Args, context: Context) -> Change:
    """Write to the approver; in the channel, if they cannot be written to."""
    actor = acting(context)
    service, engagement = about(args, COMMAND, context)
    kind = one_kind(args.decision, engagement, service)
    parts = in_engagement(actor.somebody, engagement, context.organisation)
    permit(Act.ASK, tuple(parts), next_step="Ask somebody of the two teams to do it.")

    question = asked(args.question)

    def work(tx: Tx) -> Card:
        context.deciding.ready(tx, now=context.now)
        found = actor.standing(tx, engagement, kind, service=service.key)
        if found.approver is None:
            raise NotFound(
                f"Nobody owns that just now, so there is nobody to ask: {kind.name}.",
                next_step=f"Open a decision: decide {service.key} {kind.key} …",
            )
        here, asker = actor.here(engagement, service=service.key), actor.somebody
        if found.approver == asker:
            raise Usage(
                f"That is yours to decide: {lower(kind.name)} for {service.name}.",
                next_step=f"Write down what you decide: decide {service.key} {kind.key} …",
            )
        actor.telling.people(
            tx,
            f"asked {actor.event_key}",
            (found.approver,),
            actor.drawn(
                engagement,
                lambda here: question_card(question, found, here, asker),
                service=service.key,
            ),
            engagement=engagement,
            openly=True,
        )
        return asked_card(question, found, here)

    return Change(work)


COMMAND = Command(
    verb="owner-ask",
    summary="Put a question to whoever decides",
    topic=Topic.DECISIONS,
    args=Args,
    run=run,
    aliases=("ask owner",),
    examples=("owner ask iot-hub freeze may the canary gate still go out today?",),
    writes=True,
    listed=False,
)
