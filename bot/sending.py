"""Sending: one message goes out, and what became of it is written down."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.backing_off import doubling
from bot.errors import BotError, NotFound
from bot.outgoing import Certain, ToPerson
from bot.ports.chat import Refused, Throttled, Unsure
from bot.reaching import Odds, Superfluous, TooEarly

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.outgoing import Outgoing, Sending
    from bot.ports.chat import Posted
    from bot.ports.clock import Clock
    from bot.ports.store import Store, Tx
    from bot.reaching import Reaching

TRIES_FOR = timedelta(days=1)
"""How long a platform may be away before what should have been said is given up."""
FAULTS = 5
"""How often a message may break what sends it."""
FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=1)

pause_after = partial(doubling, first=FIRST_PAUSE, longest=LONGEST_PAUSE)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends what is claimed, on one platform.

    Attributes:
        platform: Which one.
        reach: Brings a message there.
        store: Remembers what became of it.
        clock: Tells the time.
        by: Whose claims they are.
        patience: How long one message may take.
        settles: How long what broke off may still be on its way.
        failed: Told about what will never be sent.
        faults: How often each message broke what sends it; not what was away meanwhile.
    """

    platform: str
    reach: Reaching
    store: Store
    clock: Clock
    by: str
    patience: timedelta
    settles: timedelta
    failed: Callable[[Outgoing, BotError], None]
    faults: Counter[str] = field(default_factory=Counter)

    async def send(self, sending: Sending) -> bool:
        """Send one; whether it stands there now."""
        odds = Odds()
        left = min(self.patience, sending.until - self.settles - self.clock.now())
        if left <= timedelta():
            await self._hand_on(sending)
            return False
        try:
            async with asyncio.timeout(left.total_seconds()):
                posted = await self.reach(sending, odds)
        except BotError as error:
            await self._not_sent(sending, error, odds)
        except TimeoutError as error:
            await self._broke_off(sending, error, odds)
        except TooEarly:
            await self._put_back(sending, Certain.NOT_THERE, after=FIRST_PAUSE)
        except Exception as error:  # noqa: BLE001 - one message that breaks holds up no other
            await self._broke(sending, error, odds)
        else:
            await self._stands(sending, posted)
            return True
        return False

    async def _not_sent(self, sending: Sending, error: BotError, odds: Odds) -> None:
        match error:
            case Throttled():
                await self._wait(sending, error, odds)
            case Unsure():
                await self._broke_off(sending, error, odds)
            case Superfluous():
                log.info("%s is not sent: %s", sending.outgoing.key, error.message)
                await self._close(sending, error.message)
            case NotFound() | Refused():
                await self._give_up(sending, error)
            case _:  # the platform is away, or the store
                await self._unavailable(sending, error, odds)

    async def _wait(self, sending: Sending, error: Throttled, odds: Odds) -> None:
        """The platform asks for patience: this message waits, or everything there does."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            tx.outbox.put_back(sending, by=self.by, until=now + error.wait, certain=odds.refused)
            if error.everywhere:
                flow = tx.paces.flow(self.platform).patient(error.wait, now=now)
                tx.paces.keep_flow(self.platform, flow)

        log.info("%s asks for %s of patience", self.platform, error.wait)
        await self.store.transact(work)

    async def _hand_on(self, sending: Sending) -> None:
        """Leave to the next claim what this one is too short for: somebody may take it over."""
        log.warning("%s was taken up, but not in time", sending.outgoing.key)
        certain = Certain.NOT_THERE if sending.waiting.begun is None else Certain.NOTHING
        await self._put_back(sending, certain, after=timedelta())

    async def _broke_off(self, sending: Sending, error: Exception, odds: Odds) -> None:
        if self._is_old(sending):
            unknown = BotError("It broke off for a whole day, and whether it arrived is unknown.")
            await self._give_up(sending, unknown)
            return
        log.info("%s may have arrived: %r", sending.outgoing.key, error)
        after = max(self.settles, FIRST_PAUSE)
        await self._put_back(sending, odds.broken_off, after=after)

    async def _unavailable(self, sending: Sending, error: BotError, odds: Odds) -> None:
        if self._is_old(sending):
            await self._give_up(sending, error)
            return
        log.info("%s is not sent yet: %s", sending.outgoing.key, error.message)
        await self._put_back(sending, odds.refused, after=pause_after(sending.attempt))

    def _is_old(self, sending: Sending) -> bool:
        return self.clock.now() - sending.first > TRIES_FOR

    async def _broke(self, sending: Sending, error: Exception, odds: Odds) -> None:
        """It is we who are wrong: the log says where."""
        reference = secrets.token_hex(4)
        log.error(
            "fault %s: %s cannot be sent",
            reference,
            sending.outgoing.key,
            exc_info=error,
            extra={"reference": reference},
        )
        self.faults[sending.outgoing.key] += 1
        if self.faults[sending.outgoing.key] >= FAULTS:
            said = BotError(f"Something broke, reference {reference}.")
            await self._give_up(sending, said)
            return
        await self._put_back(sending, odds.broken_off, after=pause_after(sending.attempt))

    async def _give_up(self, sending: Sending, error: BotError) -> None:
        openly = self.reach.openly(sending.outgoing)
        # Whoever writes to somebody and names no channel can do without it.
        unmet = isinstance(sending.outgoing.to, ToPerson) and isinstance(error, NotFound)
        level = logging.INFO if openly or unmet else logging.ERROR
        how = "directly" if openly else "at all"
        log.log(level, "%s will not be sent %s: %s", sending.outgoing.key, how, error.message)
        self.faults.pop(sending.outgoing.key, None)
        if await self._close(sending, error.message, openly=openly):
            self.failed(sending.outgoing, error)

    async def _stands(self, sending: Sending, posted: Posted) -> None:
        self.faults.pop(sending.outgoing.key, None)
        now = self.clock.now()
        if not await self.store.transact(
            lambda tx: tx.outbox.sent(sending, posted, by=self.by, at=now)
        ):
            log.warning("%s took so long that it was taken over", sending.outgoing.key)

    async def _put_back(self, sending: Sending, certain: Certain, *, after: timedelta) -> None:
        until = self.clock.now() + after
        await self.store.transact(
            lambda tx: tx.outbox.put_back(sending, by=self.by, until=until, certain=certain)
        )

    async def _close(self, sending: Sending, why: str, *, openly: Outgoing | None = None) -> bool:
        """Close one for good; what is to be said in its place is put in at the same moment."""
        now = self.clock.now()

        def work(tx: Tx) -> bool:
            closed = tx.outbox.failed(sending, why, by=self.by, at=now)
            if closed and openly is not None:
                tx.outbox.put(openly)
            return closed

        return await self.store.transact(work)
