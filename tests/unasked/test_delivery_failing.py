"""What goes wrong on the way: nothing is lost, and nothing is said twice without saying so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import pytest

from bot.delivery import PATIENCE, Delivery
from bot.errors import BotError, NotFound, SourceUnavailable
from bot.model.pace import Pace
from bot.outgoing import Outgoing, ToPerson
from bot.ports.chat import Refused, Throttled, Unsure
from bot.ports.store import Durability
from bot.reaching import PERHAPS_AGAIN
from bot.reply import Card, Note
from bot.request import Place
from bot.sending import FAULTS, TRIES_FOR
from storage.errors import StoreUnusable
from tests.fakes.chat import ScriptedChat

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.ports.store import Store, Tx
    from storage.database import SqliteStore
    from tests.fakes.clock import FixedClock

T = TypeVar("T")

HUB = Place("slack", "CHUB")
SECOND = timedelta(seconds=1)
SETTLES = 10 * SECOND
UNSURE = Unsure("Slack does not answer.")
AWAY = SourceUnavailable("Slack cannot be reached.")


class Town:
    """A process that sends, and what people see."""

    def __init__(self, store: SqliteStore, clock: FixedClock, *, chat: ScriptedChat) -> None:
        self.store, self.clock, self.chat = store, clock, chat
        self.lost: list[tuple[str, BotError]] = []
        self.start()

    def start(self) -> None:
        """Again, after a crash."""
        self.delivery = Delivery(
            self.store,
            {"slack": self.chat},
            clock=self.clock,
            people={},
            failed=lambda outgoing, error: self.lost.append((outgoing.key, error)),
        )

    async def put(self, *keys: str) -> None:
        await self.store.transact(
            lambda tx: [tx.outbox.put(Outgoing(key, HUB, Card(f"News {key}."))) for key in keys]
        )

    async def change(self, key: str, *, replaces: str) -> None:
        card = Card(f"News {key}.")
        await self.store.transact(lambda tx: tx.outbox.put(Outgoing(key, HUB, card, replaces)))

    async def after(self, wait: timedelta) -> list[str]:
        """What people see when so much time has passed."""
        self.clock.move(wait)
        await self.delivery.drain()
        return self.chat.headlines

    async def crash(self, *, arrives: bool) -> None:
        """Begin to send the first, and be gone before its end is written down."""
        now, route = self.clock.now(), self.delivery.routes["slack"]
        (sending,) = await self.store.transact(lambda tx: route.claiming.take(tx, now=now, most=1))
        if arrives:
            await self.chat.post(sending.outgoing.card, to=HUB, key=sending.outgoing.key)
        self.start()


@pytest.fixture
def town(store: SqliteStore, clock: FixedClock) -> Town:
    return Town(store, clock, chat=ScriptedChat(clock, pace=Pace(settles=SETTLES)))


@pytest.fixture
def blind(store: SqliteStore, clock: FixedClock) -> Town:
    """Where the platform does not let us look."""
    return Town(store, clock, chat=ScriptedChat(clock, pace=Pace(settles=SETTLES), looks=False))


def repeats(town: Town) -> list[str]:
    """The keys of what says that it may stand there twice."""
    return [each.key for each in town.chat.stands if Note(PERHAPS_AGAIN) in each.card.blocks]


@pytest.mark.parametrize("arrives", [True, False])
async def test_what_broke_off_is_looked_for_before_it_goes_again_but_not_at_once(
    town: Town, *, arrives: bool
) -> None:
    await town.put("1", "2")
    town.chat.fail_next(UNSURE, arrives=arrives)
    await town.delivery.drain()
    await town.after(SETTLES - SECOND)
    assert town.chat.asked == ["post 1"]

    assert await town.after(SECOND) == ["News 1.", "News 2."]
    looked = ["post 1", "find 1", "post 2"] if arrives else ["post 1", "find 1", "post 1", "post 2"]
    assert town.chat.asked == looked
    assert repeats(town) == []


@pytest.mark.parametrize("arrives", [True, False])
async def test_after_a_crash_it_is_looked_for_once_its_claim_has_lapsed(
    town: Town, *, arrives: bool
) -> None:
    await town.put("1", "2")
    await town.crash(arrives=arrives)
    asked = len(town.chat.asked)
    await town.after(PATIENCE + SETTLES - SECOND)
    assert len(town.chat.asked) == asked
    assert await town.after(SECOND) == ["News 1.", "News 2."]
    assert repeats(town) == []


async def test_while_it_cannot_be_looked_for_it_does_not_go_again(town: Town) -> None:
    await town.put("1")
    town.chat.fail_next(UNSURE, arrives=True)
    await town.delivery.drain()
    town.chat.silent = AWAY
    await town.after(SETTLES)
    await town.after(timedelta(hours=1))
    assert town.chat.asked == ["post 1", "find 1", "find 1"]
    town.chat.silent = None
    assert await town.after(timedelta(hours=1)) == ["News 1."]


@pytest.mark.parametrize("crashes", [True, False])
@pytest.mark.parametrize("arrives", [True, False])
async def test_where_we_may_not_look_it_goes_again_once_and_says_so(
    blind: Town, *, arrives: bool, crashes: bool
) -> None:
    await blind.put("1")
    if crashes:
        await blind.crash(arrives=arrives)
    else:
        blind.chat.fail_next(UNSURE, arrives=arrives)
        await blind.delivery.drain()
    seen = await blind.after(PATIENCE + SETTLES)
    assert seen == ["News 1."] * (2 if arrives else 1)
    assert repeats(blind) == ["1"]
    assert await blind.after(timedelta(days=9)) == seen


async def test_what_is_unknown_twice_is_not_said_a_third_time_but_told_to_who_runs_this(
    blind: Town, caplog: pytest.LogCaptureFixture
) -> None:
    await blind.put("1", "2")
    blind.chat.fail_next(UNSURE, arrives=True, times=2)
    await blind.delivery.drain()
    await blind.after(SETTLES)
    assert await blind.after(SETTLES) == ["News 1.", "News 1.", "News 2."]
    ((key, error),) = blind.lost
    assert (key, blind.delivery.failed["slack"]) == ("1", 1)
    assert "whether it arrived is unknown" in error.message
    assert "1 will not be sent at all" in caplog.text


async def test_a_platform_that_is_away_does_not_use_the_repeat_up(blind: Town) -> None:
    await blind.put("1")
    blind.chat.fail_next(UNSURE, arrives=False)
    await blind.delivery.drain()
    blind.chat.silent = AWAY
    for _ in range(5):
        await blind.after(timedelta(minutes=5))
    blind.chat.silent = None
    blind.chat.fail_next(Throttled("Slow down.", wait=SECOND))
    blind.chat.fail_next(AWAY)
    for _ in range(3):
        await blind.after(timedelta(minutes=5))
    assert blind.chat.headlines == ["News 1."]
    assert repeats(blind) == ["1"]


async def test_a_platform_that_is_away_is_tried_ever_more_rarely_for_a_day(
    town: Town, clock: FixedClock
) -> None:
    await town.put("1")
    town.chat.fail_next(AWAY, times=5_000)
    end = clock.now() + TRIES_FOR
    while clock.now() < end:
        await town.after(timedelta(seconds=10))
    assert town.lost == []
    assert 1_000 < len(town.chat.asked) < 24 * 60 + 60
    await town.after(timedelta(minutes=2))
    assert [key for key, _ in town.lost] == ["1"]


@pytest.mark.parametrize(
    "error", [NotFound("The channel is archived."), Refused("Slack refuses it (invalid_blocks).")]
)
async def test_what_will_never_be_taken_is_given_up_at_once_and_told_once(
    town: Town, error: BotError, caplog: pytest.LogCaptureFixture
) -> None:
    await town.put("1", "2")
    town.chat.fail_next(error)
    await town.delivery.drain()
    assert await town.after(timedelta(days=1)) == ["News 2."]
    assert town.lost == [("1", error)]
    assert caplog.text.count("1 will not be sent") == 1


async def test_somebody_whom_app_yaml_knows_no_more_is_not_written_to(town: Town) -> None:
    card = Card("News.")
    await town.store.transact(
        lambda tx: tx.outbox.put(Outgoing("x", ToPerson("slack", "zoe"), card))
    )
    await town.delivery.drain()
    ((_, error),) = town.lost
    assert error.message == "app.yaml does not know zoe any more."


async def test_a_message_that_breaks_us_is_given_up_in_the_end_and_holds_up_no_other(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    await town.put("1", "2")
    town.chat.fail_next(ZeroDivisionError("a card that cannot be drawn"), times=FAULTS)
    for _ in range(FAULTS):
        await town.after(timedelta(minutes=1))
    assert town.chat.headlines == ["News 2."]
    ((_, error),) = town.lost
    assert error.message.startswith("Something broke, reference ")
    assert "a card that cannot be drawn" in caplog.text
    assert "drawn" not in error.message


async def test_a_change_that_broke_off_is_simply_made_again(town: Town) -> None:
    await town.put("1")
    await town.delivery.drain()
    later = Card("Later news.")
    await town.store.transact(lambda tx: tx.outbox.put(Outgoing("2", HUB, later, "1")))
    town.chat.fail_next(UNSURE)
    await town.delivery.drain()
    assert await town.after(SETTLES) == ["Later news."]
    assert town.chat.asked == ["post 1", "update 0", "update 0"]


async def test_a_change_that_broke_off_is_not_overtaken_by_a_later_one(town: Town) -> None:
    await town.put("1")
    await town.delivery.drain()
    await town.change("2", replaces="1")
    town.chat.fail_next(UNSURE)
    await town.delivery.drain()
    await town.change("3", replaces="2")
    await town.after(SETTLES - SECOND)
    assert town.chat.asked == ["post 1", "update 0"]
    assert await town.after(SECOND) == ["News 3."]
    assert town.chat.asked == ["post 1", "update 0", "update 0", "update 0"]


async def test_while_the_store_is_away_nothing_is_given_up(town: Town) -> None:
    await town.put("1")
    town.chat.fail_next(StoreUnusable("PostgreSQL does not answer."), times=3)
    for _ in range(4):
        await town.after(timedelta(minutes=1))
    assert (town.chat.headlines, town.lost) == (["News 1."], [])


async def test_what_breaks_off_for_a_whole_day_is_given_up_and_holds_up_no_other(
    town: Town,
) -> None:
    await town.put("1", "2")
    town.chat.fail_next(UNSURE, times=4)
    for _ in range(3):
        await town.after(timedelta(minutes=1))
    assert await town.after(TRIES_FOR) == ["News 2."]
    ((key, error),) = town.lost
    assert key == "1"
    assert "whether it arrived is unknown" in error.message


async def test_one_fault_after_a_long_outage_is_no_reason_to_give_up(town: Town) -> None:
    await town.put("1")
    town.chat.fail_next(AWAY, times=2 * FAULTS)
    town.chat.fail_next(ZeroDivisionError("once"))
    for _ in range(2 * FAULTS + 2):
        await town.after(timedelta(minutes=2))
    assert (town.chat.headlines, town.lost) == (["News 1."], [])


async def test_who_wakes_up_when_another_has_repeated_it_does_not_repeat_it_again(
    blind: Town,
) -> None:
    await blind.put("1")
    blind.chat.fail_next(UNSURE, arrives=True)
    await blind.delivery.drain()
    another = Town(blind.store, blind.clock, chat=blind.chat)
    blind.chat.meanwhile = lambda: another.after(PATIENCE + SETTLES)
    await blind.after(SETTLES)
    assert blind.chat.asked == ["post 1", "find 1", "find 1", "post 1"]


async def test_a_claim_that_the_store_told_of_too_late_is_not_used(town: Town) -> None:
    await town.put("1")
    late = Late(town.store, lambda: town.after(PATIENCE + SETTLES))
    one = Delivery(late, {"slack": town.chat}, clock=town.clock, people={})
    await one.routes["slack"].drain()
    assert town.chat.asked == ["find 1", "post 1"]


class Late:
    """A store that tells late, once, what it has done."""

    def __init__(self, store: Store, meanwhile: Callable[[], Awaitable[object]]) -> None:
        self._store = store
        self._meanwhile: Callable[[], Awaitable[object]] | None = meanwhile

    async def transact(
        self, work: Callable[[Tx], T], *, durability: Durability = Durability.POWER_LOSS
    ) -> T:
        done = await self._store.transact(work, durability=durability)
        if meanwhile := self._meanwhile:
            self._meanwhile = None
            await meanwhile()
        return done
