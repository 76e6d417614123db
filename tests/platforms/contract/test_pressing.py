"""A button says what somebody could type: the same answer, the same rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.contract.drivers import platforms
from tests.platforms.contract.face import GUEST, Part, Way
from tests.platforms.contract.words import told

if TYPE_CHECKING:
    from tests.platforms.contract.drivers import Setting

BUDGET, WHY = "budget iot-hub", "why budget iot-hub"
REFUSED = "I don't know you yet, so I can't answer this for you."


async def typed(at: Setting, said: str, *, person: str = "erin") -> None:
    """Somebody else's direct conversation, in which the same was typed."""
    await at.town.says(person, said, Way.DIRECT)


@pytest.mark.parametrize("platform", platforms())
async def test_a_pressed_button_gets_the_typed_answer(at: Setting) -> None:
    await at.town.says("alice", BUDGET, Way.DIRECT)
    await at.town.presses("alice", await at.last("alice"), "Why?")
    await typed(at, WHY)

    pressed, said = await at.last("alice"), await at.last("erin")
    assert pressed.words.headline == said.words.headline
    assert pressed.words.body.startswith(said.words.body)


@pytest.mark.parametrize("platform", platforms())
async def test_a_pressed_suggestion_gets_the_typed_answer(at: Setting) -> None:
    await at.town.says("alice", "bugdet iot-hub", Way.DIRECT)
    await at.town.presses("alice", await at.last("alice"), BUDGET)
    await typed(at, BUDGET)

    assert (await at.last("alice")).words == (await at.last("erin")).words


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_a_suggestion_pressed_in_a_channel_is_answered_for_everybody_there(
    at: Setting,
) -> None:
    await at.town.says("alice", "bugdet iot-hub", Way.CHANNEL)
    await at.town.presses("bob", await at.last("bob"), BUDGET)
    shown = [await at.last("alice"), await at.last("bob")]
    await at.town.says("bob", BUDGET, Way.DIRECT)

    assert [each.private for each in shown] == [False, False]
    assert [each.words for each in shown] == [(await at.last("bob")).words] * 2


@pytest.mark.parametrize("way", [Way.DIRECT, Way.CHANNEL, Way.THREAD])
@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_what_answers_a_suggestion_takes_its_place_for_everybody(
    at: Setting, way: Way
) -> None:
    await at.town.says("alice", "bugdet iot-hub", way)
    (guess,) = await at.seen("alice")
    await at.town.presses("alice", guess, BUDGET)

    (answer,) = await at.seen("alice")
    assert answer.words.headline.startswith("iot-hub: 10%")
    assert answer.thread == guess.thread
    if way is not Way.DIRECT:
        assert [each.words for each in await at.seen("bob")] == [answer.words]


@pytest.mark.parametrize("platform", platforms(Part.ALONE))
async def test_what_answers_a_suggestion_for_one_takes_its_place_before_them_alone(
    at: Setting,
) -> None:
    await at.town.says("alice", "bugdet iot-hub", Way.ALONE)
    await at.town.presses("alice", await at.last("alice"), BUDGET)

    (answer,) = await at.seen("alice")
    assert (answer.private, answer.words.headline[:12]) == (True, "iot-hub: 10%")
    assert await at.seen("bob") == ()


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_any_other_card_stays_for_those_who_did_not_press(at: Setting) -> None:
    await at.town.says("alice", BUDGET, Way.CHANNEL)
    (answer,) = await at.seen("alice")
    await at.town.presses("bob", await at.last("bob"), "Why?")

    assert answer in await at.seen("alice")


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_a_press_that_fails_is_told_to_the_presser_alone(at: Setting) -> None:
    await at.town.says("alice", "budget gatewya", Way.CHANNEL)
    (guess,) = before = await at.seen("alice")
    await at.town.presses("bob", await at.last("bob"), "budget gateway")

    assert guess.words.buttons == {"budget gateway": "budget gateway"}
    assert await at.seen("alice") == before
    failed = told(at.house.answered.card).headline
    assert [each.private for each in await at.seen("bob") if each.words.headline == failed] == [
        True
    ]


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_what_is_pressed_is_asked_by_whoever_presses(at: Setting) -> None:
    await at.town.says("alice", BUDGET, Way.CHANNEL)
    await at.town.presses("bob", await at.last("bob"), "Why?")
    await at.house.settled()

    asked = at.house.asked[-1]
    assert (asked.text, asked.actor.user) == (WHY, at.face.user("bob"))


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS, Part.OUTSIDERS))
async def test_a_refused_press_is_seen_by_the_presser_alone(at: Setting) -> None:
    await at.town.says("alice", BUDGET, Way.CHANNEL)
    (answer,) = before = await at.seen("alice")
    await at.town.presses(GUEST, await at.last(GUEST), "Why?")

    assert await at.seen("alice") == before
    assert told(at.house.answered.card).headline == REFUSED
    refusals = [each for each in await at.seen(GUEST) if each.words.headline == REFUSED]
    assert [each.private for each in refusals] == [True]
    assert answer.words in [each.words for each in await at.seen(GUEST)]


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS, Part.OUTSIDERS))
async def test_a_refused_suggestion_stays_for_those_who_may_press_it(at: Setting) -> None:
    await at.town.says("alice", "bugdet iot-hub", Way.CHANNEL)
    (guess,) = before = await at.seen("alice")
    await at.town.presses(GUEST, await at.last(GUEST), BUDGET)

    assert await at.seen("alice") == before
    refusals = [each for each in await at.seen(GUEST) if each.words.headline == REFUSED]
    assert [each.private for each in refusals] == [True]
    await at.town.presses("alice", guess, BUDGET)
    assert (await at.last("alice")).words.buttons == {"Why?": "why budget iot-hub"}


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS, Part.OUTSIDERS))
async def test_a_press_is_refused_in_the_words_that_refuse_what_is_typed(at: Setting) -> None:
    await at.town.says("alice", BUDGET, Way.CHANNEL)
    await at.town.presses(GUEST, await at.last(GUEST), "Why?")
    await at.house.settled()
    pressed = at.house.answered.card
    await at.town.says(GUEST, WHY, Way.DIRECT)
    await at.house.settled()

    assert at.house.answered.card == pressed
