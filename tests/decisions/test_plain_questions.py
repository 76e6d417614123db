"""Who may do something is the question of who decides it; a slip loses neither kind nor service."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.reply import Facts, Text
from tests.door import buttons, error

if TYPE_CHECKING:
    from bot.reply import Card
    from tests.door import Door

FREEZE = "Bob Castellano decides freeze or reallocation for IoT Hub"


def first_said(card: Card) -> str:
    """What stands right below the headline, if that is a sentence."""
    first = card.blocks[0]
    return first.text if isinstance(first, Text) else ""


@pytest.mark.parametrize(
    "typed",
    [
        "who can freeze iot-hub",
        "who may freeze?",
        "who is allowed to freeze iot-hub?",
        "can we freeze iot-hub?",
        "should we freeze the hub",
        "may anybody halt iot-hub?",
        "who can decide on the freeze for iot-hub",
        "who should decide whether we freeze?",
        "can we freeze on monday?",
        "can we freeze iot-hub for a week?",
        "do we freeze until the canary gate is in?",
    ],
)
async def test_who_may_do_it_is_who_decides_it(typed: str, ask: Door) -> None:
    assert (await ask(typed)).card.headline == FREEZE


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("can bob freeze iot-hub?", "Bob Castellano decides it."),
        ("may I freeze iot-hub?", "Bob Castellano decides it."),
        ("can Dana Iyer freeze the hub", "Dana Iyer does not decide it, but is told of it."),
        ("is @bob allowed to freeze?", "Bob Castellano decides it."),
        ("does mallory decide freeze", "Mallory Chen does not decide it, but is of a team that"),
        ("owner iot-hub freeze bob", "Bob Castellano decides it."),
        ("owner firmware trent", "Trent Kowalski does not decide it, but may stop it"),
        ("owner firmware ivan", "Ivan Petrov does not decide it, but drives it"),
    ],
)
async def test_of_somebody_it_says_what_their_part_is(typed: str, part: str, ask: Door) -> None:
    card = (await ask(typed)).card
    assert error(card) is None
    assert first_said(card).startswith(part)


async def test_who_stands_in_is_told_from_whom_and_when(ask: Door) -> None:
    said = first_said((await ask("can pat freeze?")).card)
    assert said.startswith("Pat Romero decides it in place of Bob Castellano, once half")


async def test_what_is_only_proposed_is_nobody_s_yet(ask: Door) -> None:
    card = (await ask("can bob freeze device-twins?")).card
    assert card.data["approver"] is None
    assert first_said(card) == "Bob Castellano does not decide it, but is proposed for it."


async def test_of_a_word_that_covers_several_kinds_each_is_told(ask: Door) -> None:
    card = (await ask("does mona decide prioritization?")).card
    first = card.blocks[0]
    assert isinstance(first, Facts)
    told = {each.label: each.value for each in first.facts}
    assert told["SRE project choice"] == "Mona Haddad decides it"
    assert told["Repair-item priority"].startswith("Mona Haddad does not decide it")


@pytest.mark.parametrize("typed", ["can we hand back the pager?", "who may give back the pager"])
async def test_a_service_is_handed_back_as_people_say_it(typed: str, ask: Door) -> None:
    assert (
        await ask(typed)
    ).card.headline == "Dana Iyer decides handing the pager back for IoT Hub"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("what do we decide?", "form decide"),
        ("can you please release the budget of iot-hub", "budget iot-hub"),
        ("can somebody take the pager tonight?", "oncall at tonight"),
        ("can the product group freeze iot-hub?", "owner iot-hub freeze"),
    ],
)
async def test_who_is_nobody_s_name_is_not_taken_for_one(
    typed: str, offered: str, ask: Door
) -> None:
    card = (await ask(typed)).card
    assert card.headline.startswith("I don't understand")
    assert offered in [each.says for each in buttons(card)]


@pytest.mark.parametrize(
    "typed", ["is iot-hub allowed to release?", "are ops allowed to release", "can zzz launch"]
)
async def test_of_whom_nobody_knows_the_question_is_offered_without_them(
    typed: str, ask: Door
) -> None:
    card = (await ask(typed)).card
    assert card.headline.startswith("I don't know anybody called")
    (offered,) = buttons(card)
    assert (await ask(offered.says)).card.headline.startswith("Bob Castellano decides launch")


@pytest.mark.parametrize("typed", ["what do I decide?", "what can I decide", "what does bob own"])
async def test_what_i_decide_is_asked_as_i_would_ask_a_colleague(typed: str, ask: Door) -> None:
    assert (await ask(typed)).card.headline == (await ask("owner @bob")).card.headline


async def test_a_kind_of_app_yaml_s_own_is_offered_out_of_a_sentence(ask: Door) -> None:
    card = (await ask("who can roll out firmware to iot-hub")).card
    assert buttons(card)[0].says == "owner iot-hub firmware"


@pytest.mark.parametrize(
    "typed",
    [
        "owner frezee iot-hbu",
        "owner iot-hbu frezee",
        "owner frezee for iot-hbu",
        "who decides frezee for iot-hbu",
        "who decides frezee at iot-hbu?",
        "ownr frezee iot-hbu",
        "owner iot-hbu freeze",
    ],
)
async def test_two_slips_lose_neither_the_decision_nor_the_service(typed: str, ask: Door) -> None:
    card = (await ask(typed, in_="device-twins")).card
    assert [each.says for each in buttons(card)] == ["owner iot-hub freeze"]


async def test_a_name_of_two_words_may_be_one_of_the_misspelt(ask: Door) -> None:
    card = (await ask("owner repair itmes iot-hbu", in_="device-twins")).card
    assert [each.says for each in buttons(card)] == ["owner iot-hub repair-items"]


async def test_somebody_misspelt_is_told_from_a_decision_misspelt(ask: Door) -> None:
    card = (await ask("owner danna frezee")).card
    assert [each.says for each in buttons(card)] == ["owner freeze @dana"]
    assert error((await ask("owner freeze @dana")).card) is None


async def test_what_is_like_no_decision_still_keeps_the_service(ask: Door) -> None:
    card = (await ask("who decides banana for iot-hbu", in_="device-twins")).card
    (offered,) = buttons(card)
    after = (await ask(offered.says, in_="device-twins")).card
    assert "a decision called “banana”" in after.headline
    assert all(each.says.startswith("owner iot-hub ") for each in buttons(after))


async def test_a_cover_is_no_decision(ask: Door) -> None:
    card = (await ask("can anyone approve my cover")).card
    assert [each.says for each in buttons(card)] == ["form cover"]
