"""Decisions that are over: nowhere do they speak as if they held, or as if they still waited."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.reply import Tone
from tests.decisions.house import house, number_of
from tests.decisions.test_owner_table import table
from tests.door import buttons, facts

if TYPE_CHECKING:
    from tests.door import Door

HOLDING = {"Looked at again", "Holds until"}
WAITING = {"Decides", "Delegate", "By", "By now also"}


async def last_decided(ask: Door) -> str:
    return facts((await ask("owner freeze")).card).get("Last decided", "")


@pytest.fixture
async def frozen(ask: Door) -> Door:
    """Bob has decided to freeze."""
    await ask('decide freeze "Do we freeze?"', as_="erin")
    await ask("conclude D-1 yes because of two bad releases", as_="bob")
    return ask


@pytest.fixture
async def thawed(frozen: Door) -> Door:
    """He has decided to thaw in its place."""
    await frozen('decide freeze "Do we thaw?" supersedes=D-1', as_="erin")
    await frozen("conclude D-2 yes because the gate is in", as_="bob")
    return frozen


@pytest.fixture
async def replaced(ask: Door) -> Door:
    """What Erin asked was replaced a working day later, before anybody had decided it."""
    await ask('decide freeze "One?"', as_="erin")
    ask.clock.move(timedelta(hours=20))
    await ask('decide freeze "Two?" supersedes=D-1', as_="erin")
    return ask


async def test_what_was_decided_last_says_what_became_of_it(thawed: Door) -> None:
    assert await last_decided(thawed) == (
        "D-2 Do we thaw? → yes · D-1 Do we freeze? → yes (superseded)"
    )
    await thawed("reverse D-2 it came back", as_="bob")
    assert (await last_decided(thawed)).startswith("D-2 Do we thaw? → yes (reversed) · ")


async def test_what_expired_says_so_at_that_very_instant(frozen: Door) -> None:
    frozen.clock.move(timedelta(days=14) - timedelta(milliseconds=1))
    assert await last_decided(frozen) == "D-1 Do we freeze? → yes"
    frozen.clock.move(timedelta(milliseconds=1))
    assert await last_decided(frozen) == "D-1 Do we freeze? → yes (expired)"
    assert (await frozen("decision D-1")).card.data["state"] == "expired"
    assert (await frozen("decision D-1")).card.tone is Tone.NEUTRAL
    taken: Any = (await frozen("owner freeze")).card.data["taken"]
    assert [each["state"] for each in taken] == ["expired"]


async def test_what_was_never_decided_is_not_among_what_was_decided_last(frozen: Door) -> None:
    """However many questions were replaced since."""
    for number in range(2, 12):
        instead = f" supersedes=D-{number - 1}" if number > 2 else ""
        await frozen(f'decide freeze "Number {number}?"{instead}', as_="erin")
    assert await last_decided(frozen) == "D-1 Do we freeze? → yes"


async def test_who_decides_is_named_where_that_is_somebody_else(ask: Door) -> None:
    await ask('decide repair-items "Is the storm first?"', as_="erin")
    wish = "owner propose repair-items approver=@carol reason=Bob is away"
    number = await number_of(ask, wish, as_="bob")
    await ask(f"owner accept {number}", as_="alice")
    await ask('decide repair-items "Is the cache first?"', as_="erin")
    said = "D-2 Is the cache first? · D-1 Is the storm first? (Bob Castellano decides)"
    assert facts((await ask("owner repair-items")).card)["To be decided"] == said
    rows = {row[0]: row[1:] for row in table((await ask("owner prioritization")).card).rows}
    assert (rows["Decides"][0], rows["To be decided"][0]) == ("Carol Mbeki", said)


async def test_the_card_of_a_decision_that_was_reversed_says_when(frozen: Door) -> None:
    frozen.clock.move(timedelta(hours=1))
    card = (await frozen("reverse D-1 the gate catches it", as_="bob")).card
    for shown in (card, (await frozen("decision D-1", as_="alice")).card):
        found = facts(shown)
        assert found.keys() & (HOLDING | WAITING) == set()
        assert found["Reversed"].startswith("by Bob Castellano, Mon 23 Nov ")
        assert found["Reversed"].endswith(": the gate catches it")
    assert found["Held until"] == "Mon 23 Nov 14:00 CET"


async def test_the_card_of_a_decision_that_was_superseded_says_when(thawed: Door) -> None:
    found = facts((await thawed("decision D-1", as_="alice")).card)
    assert found.keys() & (HOLDING | WAITING) == set()
    assert found["Superseded by"] == "D-2, Mon 23 Nov 13:00 CET"
    assert found["Held until"] == "Mon 23 Nov 13:00 CET"


async def test_the_card_of_a_decision_that_expired_says_until_when_it_held(frozen: Door) -> None:
    said = await house(frozen).later(timedelta(days=20))
    (told,) = [each.card for each in said if each.key.startswith("decision 1 expires ")]
    for shown in (told, (await frozen("decision D-1", as_="alice")).card):
        found = facts(shown)
        assert found.keys() & (HOLDING | WAITING) == set()
        assert found["Held until"] == "Mon 7 Dec 13:00 CET"


async def test_that_it_is_looked_at_again_is_said_until_then(frozen: Door) -> None:
    found = facts((await frozen("decision D-1", as_="alice")).card)
    assert found["Looked at again"] == "Mon 30 Nov 13:00 CET"
    frozen.clock.move(timedelta(days=8))
    found = facts((await frozen("decision D-1", as_="alice")).card)
    assert "Looked at again" not in found
    assert found["Holds until"] == "Mon 7 Dec 13:00 CET"


async def test_nobody_decides_what_gave_way_to_another_question(replaced: Door) -> None:
    found = facts((await replaced("decision D-1", as_="alice")).card)
    assert found.keys() & (HOLDING | WAITING | {"Held until"}) == set()
    assert found["Superseded by"] == "D-2, Tue 24 Nov 09:00 CET"
    offered = {each.label for each in buttons((await replaced("decision D-1")).card)}
    assert offered == {"Who decides", "Show in channel"}


async def test_a_list_dates_it_by_when_it_gave_way(replaced: Door) -> None:
    rows = {row[0]: row[1:] for row in table((await replaced("decisions", as_="alice")).card).rows}
    assert rows["D-1"] == ("One?", "superseded", "Erin Gallagher", "24 Nov 2026")
