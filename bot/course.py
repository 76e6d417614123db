"""How one request went: what the audit says about it, and what the log says when it broke."""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ports.store import AuditEntry
from bot.replies import fault_card

if TYPE_CHECKING:
    from datetime import datetime

    from bot.reply import Card
    from bot.request import Request

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Course:
    """Written along the way."""

    verb: str | None = None
    person: str | None = None
    outcome: str = "answered"
    reference: str | None = None


def fault(course: Course, error: Exception) -> Card:
    """Log what broke, with its traceback, and answer with the reference alone."""
    course.outcome = "fault"
    course.reference = course.reference or secrets.token_hex(4)
    log.error("fault %s", course.reference, exc_info=error, extra={"reference": course.reference})
    return fault_card(course.reference)


def entry_of(request: Request, now: datetime, course: Course, started: float) -> AuditEntry:
    """What the audit says about it; ``started`` is what ``time.perf_counter`` said then."""
    return AuditEntry(
        event_key=request.event_key,
        at=now,
        platform=request.actor.platform,
        workspace=request.actor.workspace,
        user=request.actor.user,
        person=course.person,
        channel=request.place.channel,
        thread=request.place.thread,
        verb=course.verb,
        outcome=course.outcome,
        milliseconds=round((time.perf_counter() - started) * 1000),
    )
