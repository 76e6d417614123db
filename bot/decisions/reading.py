"""Who decides, as it stands now: reads rights, proposals, decisions and incidents."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from bot.decisions.acting import Acting
from bot.decisions.example import mark_example, see_no_example
from bot.decisions.excepting import Excepting
from bot.decisions.seeding import seed
from bot.model.decision import SETTLED, UNDECIDED
from bot.model.ownership import ownership
from bot.ports.store import Durability

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from bot.model.decision import Decision
    from bot.model.decision_kind import DecisionKind
    from bot.model.organisation import Engagement, Organisation
    from bot.model.ownership import Ownership
    from bot.model.right import DecisionRight
    from bot.ports.store import Store, Tx

T = TypeVar("T")

_OPEN_SHOWN, _TAKEN_SHOWN = 5, 3


class Deciding:
    """Who decides what, in every engagement.

    Args:
        organisation: People, engagements, kinds of decision.
        store: What was agreed on and decided.
        platforms: Those that are served, where the other side is asked what the file proposes.
        example: Whether the data are made up, and so is what was agreed on.
    """

    def __init__(
        self,
        organisation: Organisation,
        store: Store,
        platforms: frozenset[str] = frozenset(),
        *,
        example: bool = False,
    ) -> None:
        self._organisation = organisation
        self._store = store
        self._platforms = platforms
        self._example = example
        self._seeded = False
        self._excepting = Excepting(organisation)

    async def transact(self, work: Callable[[Tx], T], *, now: datetime, writes: bool = False) -> T:
        """Read in one transaction, in which what the file says is known already.

        Args:
            work: What is read.
            now: The present instant.
            writes: Whether something is written as well; who only reads waits for no writer.
        """

        def seeded(tx: Tx) -> tuple[bool, T]:
            return self.ready(tx, now=now), work(tx)

        reads = self._seeded and not writes
        kept = Durability.CRASH if reads else Durability.POWER_LOSS
        self._seeded, found = await self._store.transact(seeded, durability=kept)
        return found

    async def usable(self) -> None:
        """See that what people agree on may be kept in this store.

        Raises:
            Conflict: A made-up example agreed in it.
        """
        if not self._example:
            await self._store.transact(see_no_example)

    def ready(self, tx: Tx, *, now: datetime) -> bool:
        """Make sure that what the file says was proposed; whether all of it was."""
        if self._seeded:
            return True
        if self._example:
            mark_example(tx)
        else:
            see_no_example(tx)
        platforms = self._platforms
        return seed(Acting.by_itself(self._organisation, self, platforms=platforms, now=now), tx)

    def changed(self) -> None:
        """Forget who may except: somebody just agreed on something."""
        self._excepting.forget()

    async def owned(
        self,
        engagement: Engagement,
        kinds: Iterable[DecisionKind],
        *,
        service: str,
        now: datetime,
    ) -> tuple[Ownership, ...]:
        """Who owns decisions of some kinds, with what is to be decided and what was."""

        def work(tx: Tx) -> tuple[Ownership, ...]:
            found = self.standing(tx, engagement, kinds, service=service, now=now)
            return tuple(self._with_decisions(tx, each) for each in found)

        return await self.transact(work, now=now)

    async def table(
        self, engagement: Engagement, *, service: str, now: datetime
    ) -> tuple[Ownership, ...]:
        """Who owns decisions of every kind of an engagement."""
        kinds = engagement.decisions.kinds.values()
        return await self.transact(
            lambda tx: self.standing(tx, engagement, kinds, service=service, now=now), now=now
        )

    async def exception(self, engagement: Engagement, *, now: datetime) -> Ownership:
        """Who may except from the budget's policy, by what was agreed a few seconds ago at most."""

        async def fetch() -> Sequence[DecisionRight]:
            return await self.transact(lambda tx: tx.rights.current(engagement.key), now=now)

        return await self._excepting.of(engagement, fetch, now=now)

    def standing(
        self,
        tx: Tx,
        engagement: Engagement,
        kinds: Iterable[DecisionKind],
        *,
        service: str,
        now: datetime,
    ) -> tuple[Ownership, ...]:
        """Who owns decisions of some kinds, inside of a transaction."""
        rights = tx.rights.current(engagement.key)
        incident = tx.incidents.running(service)
        active = self._organisation.active
        return tuple(
            ownership(
                kind,
                rights,
                engagement=engagement.key,
                now=now,
                active=active,
                incident=incident,
            )
            for kind in kinds
        )

    def _with_decisions(self, tx: Tx, found: Ownership) -> Ownership:
        among = partial(tx.decisions.among, engagement=found.engagement, kinds=(found.kind.key,))
        return replace(
            found,
            undecided=tuple(among(states=UNDECIDED, most=_OPEN_SHOWN)),
            taken=_last_taken(among),
        )


def _last_taken(among: Callable[..., Sequence[Decision]]) -> tuple[Decision, ...]:
    """The last ones that were decided: further back, where questions gave way to others since."""
    most = _TAKEN_SHOWN
    while True:
        found = among(states=SETTLED, most=most)
        taken = [each for each in found if each.outcome is not None]
        if len(taken) >= _TAKEN_SHOWN or len(found) < most:
            return tuple(taken[:_TAKEN_SHOWN])
        most *= 2
