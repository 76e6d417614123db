"""``decide``: opens a decision: a question to whoever owns such decisions, with a limit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Command, Kind, word
from bot.decisions.acting import acting
from bot.decisions.asked import about, one_kind
from bot.decisions.opening import Opening
from bot.decisions.wishing import limit_in_calendar
from bot.errors import Usage
from bot.grammar import fold, quoted
from bot.listing import Topic
from bot.model.decision import Decision, DecisionState
from bot.reply import Change

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.decision_kind import Asked
    from bot.model.moment import Moment
    from bot.model.organisation import Service

_MOST = 10
"""Options that people can still choose between."""
_FIRM = {"no": False, "never": False, "false": False, "yes": True, "true": True}


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
        Kind.TIME, help="by when; in two working days when left out", after=("by", "due")
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
    """Write it down together with the question to its approver."""
    actor = acting(context)
    service, engagement = about(args, COMMAND, context)
    kind = one_kind(args.decision, engagement, service, command=COMMAND)
    due = limit_in_calendar(args.by, engagement, context.now)
    if due and due <= context.now:
        raise Usage("That limit is over already.", next_step="Say one that is to come.")
    assert actor.spoken is not None  # somebody said it
    wish = Decision(
        engagement=engagement.key,
        service=service.key,
        kind=kind.key,
        question=_asked(args.question),
        options=_options(args.options),
        state=DecisionState.DRAFT,
        opened_by=actor.somebody,
        opened_at=context.now,
        opened_in=actor.spoken,
        supersedes=args.supersedes,
        reversible=_is_reversible(args.reversible),
    )
    return Change(lambda tx: Opening(actor).open(tx, wish, kind, engagement, due=due))


def _asked(question: str) -> str:
    """The question with its mark, which the ends of what people type have lost."""
    return question if question[-1] in "?!." else f"{question}?"


def _options(said: str | None) -> tuple[str, ...]:
    """``yes | no``, ``yes, no`` or ``yes no``; each once.

    Raises:
        Usage: There is only one, or too many.
    """
    if said is None:
        return ()
    sign = next((each for each in ("|", ";", ",") if each in said), None)
    parts = said.split(sign) if sign else re.findall(r'"([^"]+)"|(\S+)', said)
    words = (part if isinstance(part, str) else "".join(part) for part in parts)
    options = {fold(each): each.strip() for each in words if each.strip()}
    if not 1 < len(options) <= _MOST:
        raise Usage(
            f"{quoted(said)}: there is nothing to choose between."
            if len(options) < _MOST
            else f"Nobody chooses between {len(options)} options.",
            next_step=f"Say two to {_MOST}: options yes | no | later. Or leave them out.",
        )
    return tuple(options.values())


def _is_reversible(said: str | None) -> bool:
    """Whether it may be taken back.

    Raises:
        Usage: It is neither yes nor no.
    """
    if said is None:
        return True
    try:
        return _FIRM[said.casefold()]
    except KeyError:
        raise Usage(
            f"{quoted(said)} is neither yes nor no.", next_step="Say: reversible=no"
        ) from None


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
