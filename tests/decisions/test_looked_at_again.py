"""When a right is looked at again: said as long as that is to come, and never what is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.decisions.house import house, number_of
from tests.decisions.test_owner_table import table
from tests.door import facts

if TYPE_CHECKING:
    from tests.door import Door

AGAIN = "looked at again"
BEFORE = datetime(2026, 12, 5, 22, 30, tzinfo=UTC)
"""Half an hour before a right that ends on 20 December, a day of Berlin's, is announced."""


async def agreed(ask: Door, until: str) -> str:
    """What is said to who accepts that Carol decides about freezes until then."""
    wish = f"owner propose freeze approver=@carol until={until} reason=for now"
    number = await number_of(ask, wish, as_="bob")
    return facts((await ask(f"owner accept {number}", as_="alice")).card)["Holds"]


async def holds(ask: Door) -> str:
    return facts((await ask("owner freeze", as_="alice")).card)["Holds"]


async def test_it_is_said_until_it_has_been_and_not_after(ask: Door) -> None:
    said = await agreed(ask, "2026-12-20")
    assert said.endswith("; looked at again Sun 6 Dec 00:00 CET")
    await house(ask).at(BEFORE)
    assert await holds(ask) == said
    for later in (timedelta(minutes=30), timedelta(days=4), timedelta(days=4, hours=1)):
        await house(ask).later(later)
        assert AGAIN not in await holds(ask)
        assert (await holds(ask)).endswith(", until Sun 20 Dec 00:00 CET")


@pytest.mark.parametrize("until", ["2026-11-26", "2026-12-07"])
async def test_of_a_short_right_it_is_not_said_for_it_is_never_announced(
    until: str, ask: Door
) -> None:
    said = await agreed(ask, until)
    assert AGAIN not in said
    assert await holds(ask) == said
    assert AGAIN not in str((await ask("why owner freeze")).card)
    announced = await house(ask).later(timedelta(days=13))
    assert [each.key for each in announced if "ends-soon" in each.key] == []


async def test_kinds_beside_each_other_say_the_same(ask: Door) -> None:
    wish = "owner propose repair-items approver=@carol until=2026-11-27 reason=for now"
    number = await number_of(ask, wish, as_="bob")
    await ask(f"owner accept {number}", as_="alice")
    rows = {row[0]: row[1:] for row in table((await ask("owner prioritization")).card).rows}
    assert rows["Looked at again"][0] == ""
    assert rows["Looked at again"][1] != ""
