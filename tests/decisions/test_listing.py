"""``decisions``: what is open comes first, then what was decided; or all that say some words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.reply import Table
from tests.door import error

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
    for typed in ("what did we decide for iot-hub?", "decisions", "which decisions are still open"):
        assert numbers((await some(typed)).card) == ["D-3", "D-2", "D-1"]


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
