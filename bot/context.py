"""What a command has at hand while it runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import date, datetime

    from bot.budgets import Budgets
    from bot.command import Command
    from bot.decisions.reading import Deciding
    from bot.directory import Reader
    from bot.grammar import Grammar
    from bot.memo import Memo
    from bot.model.organisation import Engagement, Organisation, Person, Service
    from bot.oncall import OnCall
    from bot.reply import Card
    from bot.request import Request


@dataclass(frozen=True, slots=True)
class Context:
    """One request's surroundings.

    Attributes:
        request: The request itself.
        reader: Who reads the answer.
        now: The instant for which everything is answered.
        organisation: People, teams, services, engagements.
        grammar: Understands what people type.
        budgets: Assesses error budgets.
        oncall: Knows who is on call.
        deciding: Knows who decides.
        platforms: Those that are served here, on which something can be said unasked.
        address: Where ``serve`` is reached from outside: ``https://…``; None if nobody told.
        example: Whether the data are made up.
        cards: Cards that were drawn up before.
        again: Answers another text for the same reader, in the same place.
        mentioned: Who is meant by each word that stands for a mention; None by one of somebody
            whom app.yaml does not name.
    """

    request: Request
    reader: Reader
    now: datetime
    organisation: Organisation
    grammar: Grammar
    budgets: Budgets
    oncall: OnCall
    deciding: Deciding
    platforms: frozenset[str]
    address: str | None
    example: bool
    cards: Memo[Card]
    again: Callable[[str], Awaitable[Card]]
    mentioned: Mapping[str, Person | None] = field(default_factory=dict)

    @property
    def commands(self) -> Mapping[str, Command]:
        """Every command, by verb."""
        return self.grammar.commands

    @property
    def engagement(self) -> Engagement | None:
        """The engagement that lives where the request was said."""
        place = self.request.place
        return self.organisation.engagement_at(place.platform, place.channel)

    @property
    def own_services(self) -> tuple[Service, ...]:
        """The reader's services; all of them for the operator."""
        if self.reader.person is None:
            return tuple(self.organisation.services.values())
        return self.organisation.services_of(self.reader.person.key)

    @property
    def today(self) -> date:
        """The day it is where the request was said, or where the reader lives."""
        return self.now.astimezone(ZoneInfo(self.zone_for(self.engagement))).date()

    def zone_for(self, engagement: Engagement | None) -> str:
        """The zone in which the reader reads times: their own, else the engagement's.

        Where there is no engagement it is that of all their engagements, else UTC.
        """
        person = self.reader.person
        if person and person.zone:
            return person.zone
        if engagement:
            return engagement.zone
        every = self.organisation.engagements.values()
        zones = {each.zone for each in every if person is None or person.key in each.people}
        return zones.pop() if len(zones) == 1 else "UTC"
