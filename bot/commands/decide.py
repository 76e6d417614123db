"""``decide``: opens a decision, a question to whoever owns such ones; or records one at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Command
from bot.decisions.acting import acting
from bot.decisions.asked import about, one_kind
from bot.decisions.concluding import Concluding
from bot.decisions.opening import Opening
from bot.decisions.questions import asked, is_reversible, options
from bot.decisions.wishing import limit_in_calendar
from bot.errors import Conflict, Usage
from bot.listing import Topic
from bot.model.decision import Decision, DecisionState
from bot.reply import Change
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.decision_kind import Asked
    from bot.model.moment import Moment
    from bot.model.organisation import Service
    from bot.ports.store import Tx
    from bot.reply import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Args:
    """What is to be decided."""

    service: Service | None = word(
        Kind.SERVICE, help="for which service; the channel's own when left out"
    )
    decision: Asked = word(
        Kind.DECISION, help="which kind of decision, such as freeze", required=True
    )
    question: str = word(Kind.TEXT, help="what is to be decided", required=True)
    options: str | None = word(
        Kind.WORDS,
        help="what there is to choose from: yes | no | later",
        after=("options", "option"),
    )
    by: Moment | None = word(
        Kind.TIME,
        help="by when, or in how many working days: 3d; two when left out",
        after=("by", "due"),
        ahead=True,
    )
    outcome: str | None = word(
        Kind.TEXT, help="what you decide at once, if it is yours to decide", after=("outcome",)
    )
    because: str | None = word(Kind.TEXT, help="why you decide so", after=("because", "rationale"))
    until: Moment | None = word(
        Kind.TIME,
        help="until when that holds; the usual term when left out",
        after=("until",),
        ahead=True,
    )
    supersedes: int | None = word(
        Kind.NUMBER,
        help="the decision whose place it takes: D-14",
        after=("supersedes", "replaces"),
    )
    reversible: str | None = word(
        Kind.WORDS, help="no, if it cannot be taken back once it is decided", after=("reversible",)
    )


async def run(args: Args, context: Context) -> Change:
    """Write it down together with the question to its approver; or with what they decide."""
    actor = acting(context)
    service, engagement = about(args, COMMAND, context)
    kind = one_kind(args.decision, engagement, service)
    due = limit_in_calendar(args.by, engagement, context.now)
    if due and due <= context.now:
        raise Usage("That limit is over already.", next_step="Say one that is to come.")
    assert actor.spoken is not None  # somebody said it
    wish = Decision(
        engagement=engagement.key,
        service=service.key,
        kind=kind.key,
        question=asked(args.question),
        options=options(args.options),
        state=DecisionState.DRAFT,
        opened_by=actor.somebody,
        opened_at=context.now,
        opened_in=actor.spoken,
        supersedes=args.supersedes,
        reversible=is_reversible(args.reversible),
    )
    outcome, because = args.outcome, args.because
    if outcome is None or because is None:
        if outcome or because:
            raise Usage(
                "What was decided already has an outcome and a reason.",
                next_step='Say both: outcome="…" because="…"; or neither, to ask whoever decides.',
            )
        if args.until:
            raise Usage(
                "“until” says how long what was decided holds, and nothing is decided yet.",
                next_step="By when it is to be decided says “by”: by=friday 17:00.",
            )
        return Change(lambda tx: Opening(actor).open(tx, wish, kind, engagement, due=due))

    def recorded(tx: Tx) -> Card:
        decision = Opening(actor).write(tx, wish, kind, engagement, due=due)
        if decision.state is DecisionState.DRAFT:
            raise Conflict(
                f"Nobody owns that, so nobody can decide it at once: {kind.name}.",
                next_step=f"Propose who does: owner propose {service.key} {kind.key} "
                "approver=… reason=…",
            )
        return Concluding(actor).conclude(
            tx, decision.number, outcome=outcome, rationale=because, until=args.until
        )

    return Change(recorded)


COMMAND = Command(
    verb="decide",
    summary="Open a decision: a question to whoever decides, with a limit",
    topic=Topic.DECISIONS,
    often=True,
    args=Args,
    run=run,
    aliases=("open decision", "new decision", "open a decision"),
    examples=(
        'decide iot-hub freeze "Do we freeze until the canary gate is in?" options yes | no',
    ),
    writes=True,
)
