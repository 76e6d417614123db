"""Who does something about rights, decisions or incidents, where, and what is noted of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.cards.surroundings import Surroundings
from bot.decisions.snapshots import snapshot
from bot.errors import NotAllowed
from bot.model.decision import Spoken
from bot.ports.store_decisions import Noted
from bot.readers import Readers
from bot.request import Audience
from bot.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.context import Context
    from bot.decisions.reading import Deciding
    from bot.model.decision import Decision
    from bot.model.decision_kind import DecisionKind
    from bot.model.incident import Incident
    from bot.model.organisation import Engagement, Organisation
    from bot.model.ownership import Ownership
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx
    from bot.reply import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Somebody who does something.

    Attributes:
        organisation: People, engagements, kinds.
        deciding: Knows what the file says.
        actor: The key of who does it; None for what happens by itself.
        now: When.
        zone: Where the actor reads times; None for the engagement's own.
        telling: Who hears of it.
        event_key: The request by which it is done; None for what happens by itself.
        spoken: Where it was said; None for what happens by itself.
        engagement: The key of the engagement that lives there, if one does.
    """

    organisation: Organisation
    deciding: Deciding
    actor: str | None
    now: datetime
    zone: str | None
    telling: Telling
    event_key: str | None = None
    spoken: Spoken | None = None
    engagement: str | None = None

    @classmethod
    def by_itself(
        cls,
        organisation: Organisation,
        deciding: Deciding,
        *,
        platforms: frozenset[str],
        now: datetime,
    ) -> Acting:
        """For what happens because time has passed, or because the file says something.

        Args:
            organisation: People, engagements, kinds.
            deciding: Knows what the file says.
            platforms: Those on which somebody can be told.
            now: When.
        """
        return cls(
            organisation=organisation,
            deciding=deciding,
            actor=None,
            now=now,
            zone=None,
            telling=Telling(Readers.by_itself(organisation, platforms)),
        )

    @property
    def link(self) -> str | None:
        """Where it was said, an address."""
        return self.spoken.link if self.spoken else None

    @property
    def somebody(self) -> str:
        """The key of who does it, where it cannot happen by itself."""
        assert self.actor is not None
        return self.actor

    @property
    def nobody(self) -> Acting:
        """For what happens by itself, and is only noticed while somebody does something else."""
        return replace(self, actor=None, spoken=None)

    def here(
        self, engagement: Engagement, *, service: str | None = None, zone: str | None = None
    ) -> Surroundings:
        """For whom something about an engagement is said: the actor, unless a zone is told."""
        return Surroundings(
            self.organisation,
            engagement,
            self.organisation.services[service or engagement.services[0]],
            zone or self.zone or engagement.zone,
            self.now,
        )

    def drawn(
        self,
        engagement: Engagement,
        draw: Callable[[Surroundings], Card],
        *,
        service: str | None = None,
    ) -> Callable[[str], Card]:
        """A card about something of an engagement, for readers of a zone."""
        return lambda zone: draw(self.here(engagement, service=service, zone=zone))

    def standing(
        self, tx: Tx, engagement: Engagement, kind: DecisionKind, *, service: str
    ) -> Ownership:
        """Who owns decisions of one kind now, inside of a transaction."""
        (found,) = self.deciding.standing(tx, engagement, (kind,), service=service, now=self.now)
        return found

    def note(
        self,
        tx: Tx,
        thing: DecisionRight | Decision | Incident,
        what: str,
        *,
        before: DecisionRight | Decision | Incident | None = None,
        link: str | None = None,
    ) -> None:
        """Write into the history what was changed, from what to what.

        Args:
            tx: Where what happened is written.
            thing: What became of it.
            what: What happened, in a word or two.
            before: What was so until then.
            link: An address of where it was said, if that is not where the actor said it.
        """
        tx.history.note(
            Noted(
                subject=f"{_NOUNS[type(thing).__name__]} {thing.number}",
                what=what,
                at=self.now,
                person=self.actor,
                event_key=self.event_key,
                before=snapshot(before),
                after=snapshot(thing) or {},
                link=link or self.link,
            )
        )


_NOUNS = {"DecisionRight": "right", "Decision": "decision", "Incident": "incident"}


def acting(context: Context) -> Acting:
    """Whoever asks, ready to do something.

    Raises:
        NotAllowed: They are no person of app.yaml.
    """
    person, request = context.reader.person, context.request
    if person is None:
        raise NotAllowed(
            "Decisions are between people of app.yaml, and you are none of them.",
            next_step="Ask whoever runs me to add you under “people”.",
        )
    return Acting(
        organisation=context.organisation,
        deciding=context.deciding,
        actor=person.key,
        now=context.now,
        zone=context.zone_for(context.engagement),
        telling=Telling(Readers.of(context)),
        event_key=request.event_key,
        engagement=context.engagement.key if context.engagement else None,
        spoken=Spoken(
            platform=request.place.platform,
            channel=request.place.channel,
            thread=request.place.thread if request.heard_by is Audience.PLACE else None,
            # Two alone read what is said between them: a record links to what was posted instead.
            link=request.link if context.engagement else None,
            direct=request.place.direct,
        ),
    )
