"""One question to incident.io, from the first request to a roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.fetching.failure import Failure
from adapters.rostering.replacing import in_order, with_replaced, within
from adapters.rostering.source import Told
from bot.model.oncall import Roster
from bot.model.timeline import merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapters.oncall.incidentio.settings import Query
    from adapters.oncall.incidentio.wire import Entries, Entry, Schedule
    from adapters.rostering.source import Question
    from bot.model.oncall import Duty

METHOD = "final entries of a schedule of incident.io, beside its overrides"


def told(question: Question, query: Query, schedule: Schedule, entries: Entries) -> Told:
    """Make a roster of what was answered.

    Raises:
        Failure: The schedule has no such rotation.
    """
    name = f"Schedule “{schedule.name}”"
    if query.rotation:
        rotation = schedule.named(query.rotation)
        if rotation is None:
            raise Failure(
                f"has no rotation {query.rotation} in the schedule “{schedule.name}”",
                "Look at “query” of this rotation in app.yaml.",
            )
        name = f"Rotation “{rotation}” of schedule “{schedule.name}”"
    roster = Roster(
        start=question.start,
        end=question.end,
        duties=in_order(within(_duties(query, entries), question.start, question.end)),
        fetched_at=question.now,
        method=METHOD,
    )
    return Told(roster, name, schedule.permalink)


def _duties(query: Query, entries: Entries) -> Iterator[Duty]:
    """The duties of each layer of each rotation by itself: they are on call at the same time."""
    final = [each for each in entries.final if query.rotation in {None, each.rotation_id}]
    for place in dict.fromkeys(each.place for each in final):
        yield from with_replaced(
            _joined(each for each in final if each.place == place),
            overrides=_joined(each for each in entries.overrides if each.belongs_to(place)),
            planned=[_joined(each for each in entries.scheduled if each.belongs_to(place))],
        )


def _joined(entries: Iterable[Entry]) -> tuple[Duty, ...]:
    """Duties of entries: what two pages tell of one shift is one."""
    return merged(duty for entry in entries for duty in entry.duties)
