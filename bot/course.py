"""How one request went: what the audit says about it, and what the log says when it broke."""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.ports.store import AuditEntry
from bot.replies import fault_card

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.ports.store import Store, Tx
    from bot.reply import Answer, Card, Change
    from bot.request import Request

log = logging.getLogger(__name__)


class AnsweredBefore(Exception):  # noqa: N818 - it reads as what it says
    """Another delivery of the same event was answered."""


@dataclass(slots=True)
class Course:
    """Written along the way.

    Attributes:
        now: The instant for which it is answered.
        started: What ``time.perf_counter`` said when it began.
        recorded: Whether the audit has it: with a write, in the same transaction.
        given_back: Adds to an answer what could not be done, once it is known what was asked for.
    """

    now: datetime
    started: float = field(default_factory=time.perf_counter)
    verb: str | None = None
    person: str | None = None
    outcome: str = "answered"
    reference: str | None = None
    recorded: AuditEntry | None = None
    given_back: Callable[[Answer], Answer] = lambda answer: answer


def fault(course: Course, error: Exception) -> Card:
    """Log what broke, with its traceback, and answer with the reference alone."""
    course.outcome = "fault"
    course.reference = course.reference or secrets.token_hex(4)
    log.error("fault %s", course.reference, exc_info=error, extra={"reference": course.reference})
    return fault_card(course.reference)


def entry_of(request: Request, course: Course) -> AuditEntry:
    """What the audit says about it."""
    return AuditEntry(
        event_key=request.event_key,
        at=course.now,
        platform=request.actor.platform,
        workspace=request.actor.workspace,
        user=request.actor.user,
        person=course.person,
        channel=request.place.channel,
        thread=request.place.thread,
        verb=course.verb,
        outcome=course.outcome,
        milliseconds=round((time.perf_counter() - course.started) * 1000),
    )


async def carried_out(change: Change, request: Request, course: Course, *, store: Store) -> Card:
    """Change something: with the audit row, so that it is done once, or not at all.

    Raises:
        AnsweredBefore: Another delivery of the event did it.
        BotError: It cannot be done; nothing was.
    """
    entry = entry_of(request, course)

    def work(tx: Tx) -> Card:
        if not tx.audit.record(entry):
            raise AnsweredBefore
        return change.work(tx)

    card = await store.transact(work)
    course.recorded = entry
    return card
