"""A source of who is on call that does not answer is told to the rotation's lead, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot import phrases
from bot.outgoing import Outgoing, ToPerson
from bot.reply import Card, Fact, Facts, Text, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.errors import SourceUnavailable
    from bot.model.oncall import Roster
    from bot.model.organisation import BoundPlace, Organisation
    from bot.model.rotation import Rotation
    from bot.ports.store import Store


@dataclass(frozen=True, slots=True)
class Failing:
    """Tells who answers for a rotation.

    Attributes:
        organisation: Whose rotations.
        store: Holds the outbox.
        platforms: Those that are served; without any nobody can be told.
        written: Called when something was put into the outbox.
    """

    organisation: Organisation
    store: Store
    platforms: frozenset[str] = frozenset()
    written: Callable[[], None] = lambda: None

    async def tell(
        self, rotation: Rotation, failure: SourceUnavailable, last: Roster | None, *, now: datetime
    ) -> None:
        """Tell the lead of its team, once for as long as it lasts, however many ask meanwhile."""
        home = self._home(rotation)
        platform = home.platform if home else min(self.platforms, default=None)
        if platform is None:
            return
        lead = self.organisation.teams[rotation.team].lead
        since = last.fetched_at if last else datetime.combine(now.date(), datetime.min.time(), UTC)
        outgoing = Outgoing(
            key=f"oncall {rotation.key} silent since {since.isoformat()}",
            to=ToPerson(platform, lead),
            card=_card(rotation, failure, last, now=now),
            otherwise=home.channel if home else None,
        )
        if await self.store.transact(lambda tx: tx.outbox.put(outgoing)):
            self.written()

    def _home(self, rotation: Rotation) -> BoundPlace | None:
        """The channel of its engagement: the engagement's home, if that is served; else any."""
        places = (
            place
            for engagement in self.organisation.engagements_on(rotation.key)
            for place in sorted(engagement.places, key=lambda place: not place.home)
        )
        return next((place for place in places if place.platform in self.platforms), None)


def _card(
    rotation: Rotation, failure: SourceUnavailable, last: Roster | None, *, now: datetime
) -> Card:
    known = f"the last good answer, {phrases.ago(now - last.fetched_at)}" if last else "nothing"
    facts = [Fact("What I answer meanwhile", known)]
    if failure.next_step:
        facts.append(Fact("Next step", failure.next_step))
    return Card(
        headline=f"I cannot tell who is on call for {rotation.name}: {failure.message}",
        tone=Tone.UNKNOWN,
        blocks=(
            Facts(tuple(facts)),
            Text("You read this once, as the lead of its team, for as long as it lasts."),
        ),
        data={"rotation": rotation.key, "source": rotation.source, "error": failure.data},
    )
