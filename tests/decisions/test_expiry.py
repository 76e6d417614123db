"""A right holds from its beginning until exactly its end, in the engagement's own calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.model.decision_rules import DeclaredRight
from bot.model.right import Holders
from tests.decisions.house import declaring, number_of
from tests.door import Build, Door, error, facts

if TYPE_CHECKING:
    from tests.fakes.clock import FixedClock

INSTANT = timedelta(milliseconds=1)


async def agreed_until(ask: Door, day: str) -> None:
    """Carol decides about freezes until a day."""
    number = await number_of(
        ask, f"owner propose freeze approver=@carol until={day} reason=for now", as_="bob"
    )
    await ask(f"owner accept {number}", as_="alice")


def go(clock: FixedClock, instant: datetime) -> None:
    clock.move(instant - clock.now())


@pytest.mark.parametrize(
    ("now", "day", "end"),
    [
        # Midnight in Berlin: in winter, in summer, and on the days on which the clocks change.
        ((2026, 11, 23), "2026-12-24", datetime(2026, 12, 23, 23, tzinfo=UTC)),
        ((2026, 11, 23), "2027-03-28", datetime(2027, 3, 27, 23, tzinfo=UTC)),
        ((2026, 11, 23), "2027-03-29", datetime(2027, 3, 28, 22, tzinfo=UTC)),
        ((2026, 11, 23), "2027-10-31", datetime(2027, 10, 30, 22, tzinfo=UTC)),
        ((2026, 11, 23), "2027-11-01", datetime(2027, 10, 31, 23, tzinfo=UTC)),
    ],
)
async def test_it_holds_until_one_instant_before_its_end_and_not_at_it(
    now: tuple[int, int, int], day: str, end: datetime, ask: Door, clock: FixedClock
) -> None:
    go(clock, datetime(*now, 12, tzinfo=UTC))
    await agreed_until(ask, day)
    go(clock, end - INSTANT)
    before = (await ask("owner freeze")).card.data
    assert (before["state"], before["approver"], before["expires"]) == ("held", "carol", end)
    go(clock, end)
    card = (await ask("owner freeze")).card
    assert (card.data["state"], card.data["approver"]) == ("expired", None)
    assert card.data["unowned_since"] == end
    assert "Carol" not in repr(card)


async def test_twelve_months_keep_their_local_hour_whatever_the_clocks_do(
    ask: Door, clock: FixedClock
) -> None:
    """Agreed on at two in the afternoon of a summer day, it ends at that hour a year later."""
    go(clock, datetime(2027, 3, 27, 13, tzinfo=UTC))  # the last day of winter, 14:00 in Berlin
    number = await number_of(ask, "owner propose freeze approver=@carol reason=x", as_="bob")
    await ask(f"owner accept {number}", as_="alice")
    data = (await ask("owner freeze")).card.data
    assert data["expires"] == datetime(2028, 3, 27, 12, tzinfo=UTC)  # 14:00 of a summer day


async def test_who_asks_elsewhere_reads_the_same_instant(ask: Door) -> None:
    await agreed_until(ask, "2026-12-24")
    berlin = facts((await ask("owner freeze", as_="alice")).card)
    angeles = facts((await ask("owner freeze", as_="bob")).card)
    assert "until Thu 24 Dec 00:00 CET" in berlin["Holds"]
    assert "until Wed 23 Dec 15:00 PST" in angeles["Holds"]


async def test_a_decision_opened_an_instant_before_the_end_is_still_its_approver_s(
    ask: Door, clock: FixedClock
) -> None:
    """Whom it was asked decides it; who would be asked an instant later is nobody."""
    await agreed_until(ask, "2026-12-24")
    go(clock, datetime(2026, 12, 23, 23, tzinfo=UTC) - INSTANT)
    first = (await ask('decide freeze "Now?"', as_="erin")).card.data
    clock.move(INSTANT)
    second = (await ask('decide freeze "And now?"', as_="erin")).card.data
    assert [(each["state"], each["approver"]) for each in (first, second)] == [
        ("open", "carol"),
        ("draft", None),
    ]
    card = (await ask("conclude D-1 yes because it was asked in time", as_="carol")).card
    assert card.data["state"] == "decided"


@pytest.fixture
def coming(ask: Door, build: Build) -> Door:
    """app.yaml proposes that another than Bob decides about freezes, from the first of December."""
    freeze = DeclaredRight("freeze", Holders("ivan"), effective=date(2026, 12, 1))
    organisation = declaring(ask.organisation, "iot-hub", rights=(freeze,))
    return build(organisation=organisation)  # the same store


async def test_a_right_that_begins_later_ends_nothing_before(
    ask: Door, coming: Door, clock: FixedClock
) -> None:
    """It is accepted from its first instant on, and until then whoever decided does."""
    await ask("owner freeze")
    begins = datetime(2026, 11, 30, 23, tzinfo=UTC)
    for instant in (clock.now(), begins - INSTANT):
        go(clock, instant)
        data = (await coming("owner freeze", as_="alice")).card.data
        assert (data["state"], data["approver"]) == ("held", "bob")
        early = (await coming("owner accept 17", as_="bob")).card
        assert error(early) == "conflict"
        assert "Mon 30 Nov 15:00 PST" in early.headline  # where Bob lives
    go(clock, begins)
    assert error((await coming("owner accept 17", as_="bob")).card) is None
    data = (await coming("owner freeze", as_="alice")).card.data
    assert (data["state"], data["approver"], data["effective"]) == ("held", "ivan", begins)
    assert data["expires"] == datetime(2027, 11, 30, 23, tzinfo=UTC)
