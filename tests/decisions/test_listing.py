"""``decisions``: what is open comes first, then what was decided; or all that say some words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.reply import Table
from tests.decisions.house import house
from tests.door import buttons, error

if TYPE_CHECKING:
    from bot.reply import Card
    from tests.door import Door


def numbers(card: Card) -> list[str]:
    found: Any = card.data["decisions"]
    return [each["decision"] for each in found]


@pytest.fixture
async def some(ask: Door) -> Door:
    """Two that were decided, and one that is open."""
    await ask('decide freeze "Do we freeze until the canary gate is in?"', as_="erin")
    await ask('decide sre-projects "Is the zone failover next?" options yes | no', as_="bob")
    await ask("conclude D-1 yes because of Prague", as_="bob")
    await ask("conclude D-2 no because the gate comes first", as_="mona")
    await ask('decide launch "Does the new query ship?"', as_="carol")
    return ask


async def test_what_is_open_comes_first_and_then_the_newest(some: Door) -> None:
    card = (await some("decisions iot-hub")).card
    assert card.headline == "IoT Hub: 1 decision is open"
    assert numbers(card) == ["D-3", "D-2", "D-1"]
    (table,) = (each for each in card.blocks if isinstance(each, Table))
    assert [row[1] for row in table.rows] == [
        "Does the new query ship?",
        "Is the zone failover next? → no",
        "Do we freeze until the canary gate is in? → yes",
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("canary", ["D-1"]),
        ("CANARY gate", ["D-1"]),
        ("gate", ["D-2", "D-1"]),  # in a reason as well
        ("prague", ["D-1"]),
        ("failover", ["D-2"]),
        ("query", ["D-3"]),
        ("gate query", []),  # all of the words
        ("%", []),
    ],
)
async def test_they_are_searched_for_by_words(words: str, found: list[str], some: Door) -> None:
    card = (await some(f"decisions iot-hub {words}")).card
    assert numbers(card) == found
    assert f"“{words}”" in card.headline


@pytest.mark.parametrize(
    "typed",
    [
        "decisions about canary",
        "decisions on the canary",
        "decisions with canary",
        "decisions iot-hub about the canary, please",
        "what did we decide about canary?",
        "what did we decide about the canary for iot-hub?",
    ],
)
async def test_small_words_around_what_is_sought_do_not_matter(typed: str, some: Door) -> None:
    card = (await some(typed)).card
    assert numbers(card) == ["D-1"]
    assert "about “canary”" in card.headline


@pytest.mark.parametrize(
    ("typed", "about", "found"),
    [
        ("decisions launch", "launch", ["D-3"]),
        ("decisions iot-hub freeze", "freeze", ["D-1"]),
        ("decisions freeze iot-hub", "freeze", ["D-1"]),
        ("decisions freeze gate", "freeze gate", ["D-1"]),
        ("decisions launch gate", "launch gate", []),
        ("decisions prioritization", "prioritization", ["D-2"]),
        ("what did we decide about launches?", "launches", ["D-3"]),
    ],
)
async def test_a_kind_that_is_named_finds_all_of_that_kind(
    typed: str, about: str, found: list[str], some: Door
) -> None:
    card = (await some(typed)).card
    assert numbers(card) == found
    assert f"“{about}”" in card.headline


async def test_plain_questions_list_them_too(some: Door) -> None:
    for typed in ("what did we decide for iot-hub?", "decisions", "decision log"):
        assert numbers((await some(typed)).card) == ["D-3", "D-2", "D-1"]


@pytest.mark.parametrize(
    ("typed", "found", "headline"),
    [
        ("decisions open", ["D-3"], "1 decision is open"),
        ("open decisions", ["D-3"], "1 decision is open"),
        ("decisions iot-hub open", ["D-3"], "1 decision is open"),
        ("decisions open iot-hub", ["D-3"], "1 decision is open"),
        ("which decisions are still open?", ["D-3"], "1 decision is open"),
        ("what is open for the hub", ["D-3"], "1 decision is open"),
        ("what is to be decided?", ["D-3"], "1 decision is open"),
        ("which decisions are still to be decided", ["D-3"], "1 decision is open"),
        ("what's open?", ["D-3"], "1 decision is open"),
        ("decisions that were decided", ["D-2"], "1 decision is decided"),
        ("decisions which are still open", ["D-3"], "1 decision is open"),
        ("decisions iot-hub that are open", ["D-3"], "1 decision is open"),
        ("decisions decided", ["D-2"], "1 decision is decided"),
        ("decisions that are expired", ["D-1"], "1 decision is expired"),
        ("all expired decisions of iot-hub", ["D-1"], "1 decision is expired"),
        ("decisions canary are expired", ["D-1"], "1 decision about “canary” is expired"),
        ("decisions expired canary", ["D-1"], "1 decision about “canary” is expired"),
        ("decisions expired freeze", ["D-1"], "1 decision about “freeze” is expired"),
        ("decisions freeze open", [], "no decision about “freeze” is open"),
        ("decisions reversed", [], "no decision is reversed"),
        ("decisions superseded", [], "no decision is superseded"),
        ("decisions late", [], "no decision is late"),
        ("decisions drafts", [], "no decision is a draft"),
    ],
)
async def test_a_state_is_a_word_that_chooses(
    typed: str, found: list[str], headline: str, some: Door
) -> None:
    some.clock.move(timedelta(days=14))  # nobody has written down yet that D-1 holds no more
    card = (await some(typed)).card
    assert numbers(card) == found
    assert card.headline == f"IoT Hub: {headline}"


async def test_what_still_holds_is_found_behind_many_that_do_not(some: Door) -> None:
    for number in range(4, 24):
        await some(f'decide freeze "Is it {number}?"', as_="erin")
        await some(f"conclude D-{number} yes because so", as_="bob")
    some.clock.move(timedelta(days=14))
    assert numbers((await some("decisions decided")).card) == ["D-2"]
    shown = numbers((await some("decisions expired")).card)
    assert (shown[0], len(shown)) == ("D-23", 15)


async def test_a_draft_and_what_is_late_have_names_too(some: Door) -> None:
    await some('decide capacity "Do we double it?"', as_="bob")
    await some('decide capacity "Do we move it?"', as_="bob")
    assert (await some("decisions draft")).card.headline == "IoT Hub: 2 decisions are drafts"
    await house(some).later(timedelta(days=7))
    assert numbers((await some("late decisions")).card) == ["D-3"]


async def test_where_no_service_is_at_home_the_state_is_kept(some: Door) -> None:
    offered = buttons((await some("decisions open", in_=None)).card)
    assert offered[0].says == "decisions iot-hub are open"
    assert numbers((await some(offered[0].says, in_=None)).card) == ["D-3"]


async def test_what_stands_in_quotes_is_sought_and_no_state(some: Door) -> None:
    await some('decide freeze "Is the old gate open?"', as_="erin")
    assert numbers((await some('decisions "open"')).card) == ["D-4"]
    assert numbers((await some("decisions why are gate")).card) == []
    assert numbers((await some("decisions gate are open")).card) == ["D-4"]


@pytest.mark.parametrize("typed", ["decisions D-1", "decisions d-1", "decisions #1"])
async def test_a_number_leads_to_the_decision_itself(typed: str, some: Door) -> None:
    assert (await some(typed)).card.data["decision"] == "D-1"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("decisions device-twns", "decisions device-twins"),
        ("decisions device-twns canary", "decisions device-twins canary"),
        ("decisions frezee", "decisions freeze"),
        ("decisions expird", "decisions are expired"),
    ],
)
async def test_a_word_that_is_nearly_a_name_is_offered_as_one(
    typed: str, offered: str, some: Door
) -> None:
    card = (await some(typed)).card
    assert card.headline == f"IoT Hub: no decisions about “{typed.partition(' ')[2]}”"
    assert "Did you mean" in str(card.blocks)
    assert buttons(card)[0].says == offered
    assert error((await some(offered)).card) is None


async def test_where_something_is_found_nothing_else_is_offered(some: Door) -> None:
    assert "Did you mean" not in str((await some("decisions canary")).card.blocks)
    assert "Did you mean" not in str((await some("decisions wibble")).card.blocks)


async def test_only_where_there_is_none_at_all_there_is_none_yet(ask: Door) -> None:
    assert (await ask("decisions")).card.headline == "IoT Hub: no decisions yet"


async def test_another_service_s_are_not_among_them(some: Door) -> None:
    assert numbers((await some("decisions device-twins")).card) == []


async def test_what_is_open_is_not_buried_under_what_was_decided_since(ask: Door) -> None:
    await ask('decide freeze "The old one?"', as_="erin")
    for number in range(2, 20):
        await ask(f'decide freeze "Number {number}?"', as_="erin")
        await ask(f"conclude D-{number} yes because so", as_="bob")
    card = (await ask("decisions")).card
    assert card.headline == "IoT Hub: 1 decision is open"
    assert numbers(card)[:2] == ["D-1", "D-19"]
    assert len(numbers(card)) == 15
    assert "Older ones" in str(card.blocks)


async def test_a_decision_is_shown_by_its_number(some: Door) -> None:
    for typed in ("decision D-1", "decision 1", "d-1", "decision #1"):
        assert (await some(typed)).card.data["decision"] == "D-1"
    assert error((await some("decision D-99")).card) == "not_found"
