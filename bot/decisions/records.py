"""Decisions as records in files: what is known of each, and what is said of it in all of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.cards.names import called
from bot.decisions.links import with_links
from bot.markdown import inline
from bot.model.decision import DecisionState
from bot.model.decision_kind import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.model.decision import Decision
    from bot.model.organisation import Organisation
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx
    from bot.ports.store_decisions import Noted

_LONGEST = 60
"""Letters of a question in the name of its file."""


@dataclass(frozen=True, slots=True)
class Record:
    """A decision, the right on which it rests, and every step of it, the oldest first."""

    decision: Decision
    right: DecisionRight | None
    steps: Sequence[Noted]


def read_records(tx: Tx, organisation: Organisation) -> tuple[Record, ...]:
    """Every decision that there is, by number; of services that app.yaml names no more as well."""
    return tuple(
        Record(
            with_links(tx, decision, organisation.engagements.get(decision.engagement)),
            tx.rights.find(decision.right) if decision.right else None,
            tx.history.of(f"decision {decision.number}"),
        )
        for decision in reversed(tx.decisions.among())
    )


def file_name(decision: Decision) -> str:
    """``D-0014-do-we-freeze-until-the-canary-gate-is-in.md``; questions never change."""
    letters = unicodedata.normalize("NFKD", decision.question.casefold())
    plain = letters.encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition("-")[0] or words[:_LONGEST]
    return f"{'-'.join(filter(None, (f'D-{decision.number:04}', words)))}.md"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the records of a folder are written with; all that it gives is Markdown.

    Attributes:
        organisation: Whose people, services and kinds of decision.
        now: The present instant, for what has expired by now.
        files: The names of the files of the folder, by the number of the decision.
    """

    organisation: Organisation
    now: datetime
    files: Mapping[int, str]

    def name(self, key: str | None) -> str:
        """What a person is called; nobody."""
        return inline(called(self.organisation, key)) if key else "nobody"

    def deciding(self, decision: Decision) -> str:
        """What who decides it is called, of those who are still here."""
        chain = (decision.approver, decision.delegate)
        here = (each for each in chain if each in self.organisation.active)
        return self.name(next(here, None))

    def service(self, key: str) -> str:
        """What a service is called; by its key once app.yaml does not name it any more."""
        service = self.organisation.services.get(key)
        return inline(service.name if service else key)

    def kind(self, decision: Decision) -> DecisionKind:
        """What kind of decision it is."""
        engagement = self.organisation.engagements.get(decision.engagement)
        if engagement is None:
            return DecisionKind(decision.kind, decision.kind)
        return engagement.decisions.kind(decision.kind)

    def zone(self, decision: Decision) -> str:
        """Where its times are read: in its engagement's zone, while app.yaml names that."""
        engagement = self.organisation.engagements.get(decision.engagement)
        return engagement.zone if engagement else "UTC"

    def when(self, instant: datetime, decision: Decision) -> str:
        """``Mon 23 Nov 2026 13:00 CET``: the year is always said, for files are read for years."""
        local = instant.astimezone(ZoneInfo(self.zone(decision)))
        return f"{local:%a} {local.day} {local:%b} {local.year} {local:%H:%M} {local.tzname()}"

    def link(self, number: int) -> str:
        """Another decision, with a link to its file if that lies in the folder."""
        file = self.files.get(number)
        return f"[D-{number}]({file})" if file else f"D-{number}"

    def state(self, decision: Decision) -> str:
        """Where it stands now, in short; what expired has, whether a job has run or not."""
        word = decision.state_at(self.now).value
        if decision.state is DecisionState.SUPERSEDED and decision.superseded_by:
            return f"{word} by {self.link(decision.superseded_by)}"
        return word
