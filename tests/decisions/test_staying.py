"""What is open stays with who was asked, though others decide such things by now; cards say so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.decisions.house import house, number_of
from tests.door import error, facts, notes

if TYPE_CHECKING:
    from bot.reply import Card
    from tests.door import Door

UNDER = ", under whose right it was opened"


async def agreed(ask: Door, who: str, *, until: str = "") -> tuple[int, Card]:
    """Both sides agree on who decides about launches."""
    wish = f"owner propose launch approver=@{who} delegate=@pat {until} reason=for now"
    number = await number_of(ask, wish, as_="bob")
    return number, (await ask(f"owner accept {number}", as_="alice")).card


async def test_the_notice_that_a_right_ended_names_what_stays_with_whom(ask: Door) -> None:
    number, _ = await agreed(ask, "carol", until="until=2026-11-26")
    await ask('decide launch "Does 26.12 ship?" by=2026-12-01', as_="erin")
    said = await house(ask).later(timedelta(days=3))
    (ended,) = [
        each.card for each in said if each.key == f"right {number} expires playground/iot-hub"
    ]
    assert notes(ended) == (
        "Nobody decides what is opened from now on until both sides agree on somebody. "
        f"D-1 stays with Carol Mbeki{UNDER}."
    )
    found = facts((await ask("decision D-1")).card)
    assert found["Decides"] == f"Carol Mbeki{UNDER}"
    assert found["New ones"].startswith("Launch within the budget for IoT Hub is unowned since")
    assert "(Carol Mbeki decides)" in facts((await ask("owner launch")).card)["To be decided"]
    assert error((await ask("conclude D-1 yes because so", as_="carol")).card) is None


async def test_nothing_is_said_where_nothing_is_open(ask: Door) -> None:
    number, _ = await agreed(ask, "carol", until="until=2026-11-26")
    said = await house(ask).later(timedelta(days=3))
    (ended,) = [
        each.card for each in said if each.key == f"right {number} expires playground/iot-hub"
    ]
    assert notes(ended) == "Nobody decides such things until both sides agree on somebody."


async def test_what_both_sides_agreed_on_says_what_stays_with_whom(ask: Door) -> None:
    for question in ("One?", "Two?"):
        await ask(f'decide launch "{question}"', as_="erin")
    _, card = await agreed(ask, "carol")
    assert (
        facts(card)["Stays"]
        == "D-1 and D-2 stay with Bob Castellano, under whose right they were opened"
    )
    await ask('decide launch "Three?"', as_="erin")
    _, card = await agreed(ask, "ivan")
    assert facts(card)["Stays"] == (
        "D-1 and D-2 stay with Bob Castellano, under whose right they were opened; "
        f"D-3 stays with Carol Mbeki{UNDER}"
    )
    found = facts((await ask("decision D-1")).card)
    assert found["Decides"] == f"Bob Castellano{UNDER}"
    assert found["New ones"] == "Ivan Petrov decides launch within the budget for IoT Hub"


async def test_what_stays_with_who_is_agreed_on_anew_needs_no_word(ask: Door) -> None:
    await ask('decide launch "One?"', as_="erin")
    _, card = await agreed(ask, "bob")
    assert "Stays" not in facts(card)
    found = facts((await ask("decision D-1")).card)
    assert found["Decides"] == "Bob Castellano"
    assert "New ones" not in found
