"""A test's own way to say something in a store, and to see what came of it, on any engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from storage.statements import run
from tests.decisions.rivals import Said, request
from tests.decisions.village import core_of, whole
from tests.door import error
from tests.fakes.clock import FixedClock

if TYPE_CHECKING:
    from bot.ports.store import Tx
    from storage.opening import AnyStore
    from storage.tx import SqlTx


@dataclass
class Town:
    """The test's own way to say something, before and after the two."""

    store: AnyStore
    said: int = 0

    async def say(self, who: str, text: str) -> dict[str, object]:
        self.said += 1
        core = core_of(whole(), self.store, FixedClock())
        answer = await core.answer(request(Said(who, text, f"before-{self.said}")))
        assert answer is not None
        assert error(answer.card) is None, answer.card.headline
        return dict(answer.card.data)

    async def steps(self, subject: str) -> list[str]:
        found = await self.store.transact(lambda tx: tx.history.of(subject))
        return [each.what for each in found]

    async def outcomes(self, like: str) -> list[str]:
        """The keys in the outbox that begin like that, in the channel."""

        def look(tx: Tx) -> list[str]:
            connection = cast("SqlTx", tx).connection
            rows = run(connection, "SELECT key FROM outbox WHERE channel IS NOT NULL").fetchall()
            return [key for (key,) in rows if key.startswith(like)]

        return await self.store.transact(look)
