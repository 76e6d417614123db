"""One question to PagerDuty, from the first request to a roster.

``/oncalls`` tells who is paged, overrides included; the schedule tells whom an override replaces.
A schedule that no escalation policy names pages nobody and is not among the on-calls: then what it
shows itself counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adapters.fetching.failure import Failure
from adapters.oncall.pagerduty.api import AHEAD, windows
from adapters.rostering.replacing import in_order, with_replaced, within
from adapters.rostering.source import Told
from bot.model.oncall import Roster

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from adapters.oncall.pagerduty.api import Api, Window
    from adapters.oncall.pagerduty.settings import Query
    from adapters.oncall.pagerduty.wire import Oncall, Reference, Schedule
    from adapters.rostering.source import Question
    from bot.model.oncall import Contact, Duty

METHOD = "on-calls of PagerDuty, with the overrides of its schedules"


@dataclass(frozen=True, slots=True)
class Reading:
    """One question on its way to an answer."""

    api: Api
    query: Query
    question: Question

    async def told(self) -> Told:
        """Ask.

        Raises:
            Failure: There is no usable answer.
        """
        start, now = self.question.start, self.question.now
        end = min(self.question.end, now + AHEAD)
        if end <= start:
            raise Failure(
                f"tells who is on call for the next {AHEAD.days} days only",
                f"Ask about a time before {now + AHEAD:%Y-%m-%d}.",
            )
        tiles = windows(start, end)
        every = [each for tile in tiles for each in await self.api.oncalls(self.query, tile)]
        oncalls = [each for each in every if self._counts(each)]
        duties: list[Duty] = [each.duty for each in oncalls if each.schedule is None]
        named: Reference | None = None
        for key in self._schedules(oncalls):
            parts = [await self.api.schedule(key, tile) for tile in tiles]
            final = [each.duty for each in oncalls if each.schedule and each.schedule.id == key]
            if not parts[0].escalation_policies:
                final = await self._unpaged(parts, tiles)
            duties += _with_replaced(final, parts)
            named = parts[0]
        if self.query.escalation_policy:
            named = await self._policy(self.query.escalation_policy, every)
        roster = Roster(
            start=start,
            end=end,
            duties=in_order(within(_with_emails(duties), start, end)),
            fetched_at=now,
            method=METHOD,
        )
        return Told(roster, self._name(named), named.html_url if named else None)

    def _counts(self, oncall: Oncall) -> bool:
        return bool(self.query.schedule) or oncall.escalation_level == self.query.level

    def _schedules(self, oncalls: list[Oncall]) -> list[str]:
        if self.query.schedule:
            return [self.query.schedule]
        return list(dict.fromkeys(each.schedule.id for each in oncalls if each.schedule))

    async def _policy(self, policy: str, oncalls: list[Oncall]) -> Reference:
        """The policy itself; asked for when nobody is on call, for it may not exist at all."""
        if oncalls:
            return oncalls[0].escalation_policy
        return await self.api.policy(policy)

    async def _unpaged(self, parts: list[Schedule], tiles: list[Window]) -> list[Duty]:
        users = [each for tile in tiles for each in await self.api.users(parts[0].id, tile)]
        known = {user.id: user.contact for user in users}
        shown = [duty for part in parts for duty in part.final_schedule.duties]
        return [replace(duty, who=known.get(duty.who.id or "", duty.who)) for duty in shown]

    def _name(self, named: Reference | None) -> str:
        called = f" “{named.called}”" if named else ""
        if self.query.schedule:
            return f"Schedule{called}"
        return f"Level {self.query.level} of escalation policy{called}"


def _with_replaced(final: list[Duty], parts: list[Schedule]) -> Iterator[Duty]:
    """Say whom overrides replace.

    The layers come with the one that decides first, against the order on PagerDuty's pages: its own
    Terraform provider turns them round (``flattenScheduleLayers``).
    """
    overrides = [duty for part in parts for duty in part.overrides_subschedule.duties]
    layers = [
        [duty for part in parts for duty in part.schedule_layers[number].duties]
        for number in range(len(parts[0].schedule_layers))
    ]
    return with_replaced(in_order(final), overrides=overrides, planned=layers)


def _with_emails(duties: list[Duty]) -> Iterator[Duty]:
    """Give everybody the email by which they are known anywhere: schedules leave it out."""
    known: Mapping[str | None, Contact] = {
        duty.who.id: duty.who for duty in duties if duty.who.email
    }
    for duty in duties:
        covering = duty.covering_for
        yield replace(
            duty,
            who=known.get(duty.who.id, duty.who),
            covering_for=covering and known.get(covering.id, covering),
        )
