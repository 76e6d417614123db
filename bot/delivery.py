"""Delivery: what is in the outbox goes out, once, in order, and never faster than a platform takes.

Several processes may share an outbox: claims and paces lie in the store.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.claiming import Claiming
from bot.reaching import Reaching
from bot.sending import Sender

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.errors import BotError
    from bot.model.organisation import Person
    from bot.outgoing import Outgoing, Sending
    from bot.ports.chat import Chat
    from bot.ports.clock import Clock
    from bot.ports.store import Store, Tx

AT_ONCE = 20
"""How many messages are under way to one platform."""
PATIENCE = timedelta(seconds=60)
"""How long one message may take, with its pictures; then its end is unknown."""
LOOKS_EVERY = timedelta(seconds=5)
"""How soon is found what another process put in."""
LEAVES_WITHIN = timedelta(seconds=15)
"""How long what is under way may take when we stop; then its end is unknown."""

log = logging.getLogger(__name__)


class Delivery:
    """Sends what waits, on every platform that is served.

    Args:
        store: Holds the outbox.
        chats: Where to post, by platform.
        clock: Tells the time.
        people: Everybody, by key, for what goes to somebody.
        patience: How long one message may take.
        failed: Told about what will never be sent, once.

    Attributes:
        routes: The way to each platform.
        failed: How many messages this process has given up, by platform.
    """

    def __init__(
        self,
        store: Store,
        chats: Mapping[str, Chat],
        *,
        clock: Clock,
        people: Mapping[str, Person],
        patience: timedelta = PATIENCE,
        failed: Callable[[Outgoing, BotError], None] = lambda _outgoing, _error: None,
    ) -> None:
        by = secrets.token_hex(8)
        self.failed: Counter[str] = Counter()
        self._tell_failed = failed
        self.routes = {
            platform: Route(
                Claiming(platform, chat.pace, by=by, lease=patience + chat.pace.settles),
                Sender(
                    platform=platform,
                    reach=Reaching(chat, store, people, by=by),
                    store=store,
                    clock=clock,
                    by=by,
                    patience=patience,
                    settles=chat.pace.settles,
                    failed=self._give_up,
                ),
                store=store,
                clock=clock,
            )
            for platform, chat in chats.items()
        }

    def _give_up(self, outgoing: Outgoing, error: BotError) -> None:
        self.failed[outgoing.to.platform] += 1
        self._tell_failed(outgoing, error)

    def wake(self) -> None:
        """Something was put in; say so after it was committed."""
        for route in self.routes.values():
            route.wake()

    async def run(self) -> None:
        """Send until it is cancelled; what is under way then is finished first."""
        await asyncio.gather(*(route.run() for route in self.routes.values()))

    async def drain(self) -> int:
        """Send all that may go now, without waiting for what may not; how many stand there."""
        return sum(await asyncio.gather(*(route.drain() for route in self.routes.values())))


class Route:
    """The way to one platform.

    Attributes:
        claiming: Which messages may go.
        waiting: How many were still to be sent when they were last counted.
        sent: How many this process has sent.
    """

    def __init__(self, claiming: Claiming, sender: Sender, *, store: Store, clock: Clock) -> None:
        self.waiting = 0
        self.sent = 0
        self.claiming = claiming
        self._sender = sender
        self._store = store
        self._clock = clock
        self._woken = asyncio.Event()
        self._under_way: set[asyncio.Task[bool]] = set()

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.set()

    async def run(self) -> None:
        """Send for as long as nobody cancels it."""
        try:
            while True:
                self._woken.clear()
                try:
                    again = await self._begin()
                except Exception:
                    log.exception("cannot look into the outbox")
                    again = LOOKS_EVERY
                with suppress(TimeoutError):
                    async with asyncio.timeout(again.total_seconds()):
                        await self._woken.wait()
        finally:
            if self._under_way:
                await asyncio.wait(self._under_way, timeout=LEAVES_WITHIN.total_seconds())

    async def drain(self) -> int:
        """Send all that may go now."""
        before = self.sent
        while True:
            await self._begin()
            if not self._under_way:
                return self.sent - before
            await asyncio.wait(self._under_way)

    async def _begin(self) -> timedelta:
        """Begin all that may go now; how long until there may be more."""
        now, most = self._clock.now(), AT_ONCE - len(self._under_way)

        def work(tx: Tx) -> tuple[list[Sending], datetime | None, int]:
            taken = self.claiming.take(tx, now=now, most=most) if most else ()
            following = self.claiming.next(tx, now=now)
            return list(taken), following, tx.outbox.waiting(self.claiming.platform)

        taken, following, self.waiting = await self._store.transact(work)
        for sending in taken:
            task = asyncio.create_task(self._sender.send(sending))
            self._under_way.add(task)
            task.add_done_callback(self._ended)
        if following is None or not (most - len(taken)):
            return LOOKS_EVERY
        return min(max(following - now, timedelta()), LOOKS_EVERY)

    def _ended(self, task: asyncio.Task[bool]) -> None:
        self._under_way.discard(task)
        self._woken.set()
        if task.cancelled():
            return
        if error := task.exception():
            log.error("what became of a message is not written down", exc_info=error)
        elif task.result():
            self.sent += 1
