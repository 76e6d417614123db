"""What the core needs of a store about what happens unasked: due rows, the outbox, its paces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.model.due import Became

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.model.due import Due, Planned
    from bot.model.pace import Flow, Ledger
    from bot.outgoing import Certain, Outgoing, Sending, Standing, Waiting
    from bot.ports.chat import Posted


class DueRows(Protocol):
    """What is due when: a row for each job and slot, done once by whoever claims it."""

    def plan(self, rows: Iterable[Planned]) -> int:
        """Write down what is to come; what is known already stays as it is. Gives the new ones."""
        ...

    def planned_at(self, job: str) -> datetime | None:
        """When a job's coming slots were written down last."""
        ...

    def note_planned(self, job: str, *, at: datetime) -> None:
        """Remember that a job's coming slots were written down."""
        ...

    def claim(self, *, now: datetime, until: datetime, most: int, by: str) -> Sequence[Due]:
        """Take what is due, the oldest first: what waits, and what another claimed and let lapse.

        Args:
            now: What is due by then.
            until: When the claim lapses.
            most: How many at once.
            by: Whose claim it is.
        """
        ...

    def superseded(self, planned: Planned, *, now: datetime) -> bool:
        """Whether a later one of the same series is due by now, or was."""
        ...

    def finish(self, due: Due, *, by: str, at: datetime, became: Became = Became.DONE) -> bool:
        """Close one that is claimed; False if the claim has lapsed and was taken by another."""
        ...

    def postpone(self, due: Due, *, by: str, until: datetime) -> bool:
        """Give one back, to be claimed again later; False if another has taken it."""
        ...

    def next(self, job: str) -> Planned | None:
        """The first of a job that waits."""
        ...

    def late(self, *, now: datetime) -> int:
        """How many could have been claimed by now and were not."""
        ...

    def forget_before(self, instant: datetime) -> int:
        """Delete what was closed before; returns how many."""
        ...


class Outbox(Protocol):
    """What is to be said unasked: put here with what caused it, sent by ``bot/delivery.py``."""

    def put(self, outgoing: Outgoing) -> bool:
        """Put one in; False if its key is there already, and nothing changes.

        What it replaces and has not begun to be sent is never sent.
        """
        ...

    def ready(self, platform: str, *, now: datetime, most: int) -> Sequence[Waiting]:
        """What may go: of each place the first that is open, unless it is being sent or too soon.

        Args:
            platform: Where.
            now: By when it may go.
            most: How many at once; those that were put in first.
        """
        ...

    def begin(self, waiting: Waiting, *, by: str, now: datetime, until: datetime) -> Sending:
        """Claim one of those, and write down that it may arrive from now on."""
        ...

    def sent(self, sending: Sending, posted: Posted, *, by: str, at: datetime) -> bool:
        """Close one that stands there; False if another has taken it."""
        ...

    def note_repeated(self, sending: Sending, *, by: str) -> bool:
        """Write down that it goes out although it may have arrived; False if another has it."""
        ...

    def put_back(self, sending: Sending, *, by: str, until: datetime, certain: Certain) -> bool:
        """Give one back, to go later; False if another has taken it.

        Args:
            sending: Which one.
            by: Whose claim it was.
            until: From when on it may go.
            certain: What is known about where it is.
        """
        ...

    def failed(self, sending: Sending, why: str, *, by: str, at: datetime) -> bool:
        """Close one that cannot be sent; False if another has taken it."""
        ...

    def posted(self, key: str) -> Posted | None:
        """What was posted under a key; None if it was not, or not yet, or is forgotten."""
        ...

    def is_open(self, key: str) -> bool:
        """Whether something of that key is still to be sent."""
        ...

    def standing(self, begins: str) -> Sequence[Standing]:
        """What stands somewhere, or is still to be sent, under keys that begin like that.

        Of what was changed, only the last change: what replaces it changes all of it.
        """
        ...

    def next(self, platform: str) -> datetime | None:
        """From when on something may go; None if nothing waits."""
        ...

    def waiting(self, platform: str) -> int:
        """How many are still to be sent."""
        ...

    def forget_before(self, instant: datetime) -> int:
        """Delete what was closed before; returns how many."""
        ...


class Paces(Protocol):
    """How fast each place and each platform is being written to, for all processes together."""

    def ledger(self, platform: str, place: str) -> Ledger:
        """What has gone to a place."""
        ...

    def keep_ledger(self, platform: str, place: str, ledger: Ledger, *, free: datetime) -> None:
        """Remember what has gone to a place, and from when on the next may."""
        ...

    def flow(self, platform: str) -> Flow:
        """What has gone to all places of a platform, and whether it asked for patience."""
        ...

    def keep_flow(self, platform: str, flow: Flow) -> None:
        """Remember it."""
        ...

    def forget_before(self, instant: datetime) -> int:
        """Delete the places that were free again before; returns how many."""
        ...
