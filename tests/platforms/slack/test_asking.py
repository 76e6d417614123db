"""What answers a press on a card that asks takes its place, before everybody who sees it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL, House, Way, served
from tests.platforms.slack.questions import (
    PICK,
    asked_in_a_thread,
    asked_of_everyone,
    commands,
    settled,
)

LEFT = "of the error budget left"
WHY = "Arithmetic"


@pytest.fixture
async def curious(workspace: Workspace, tmp_path: Path, way: Way) -> AsyncIterator[House]:
    """A bot that has questions of its own, reached both ways."""
    async with served(workspace.slack, tmp_path, way=way, also=commands()) as house:
        yield house


async def test_a_pressed_suggestion_gives_way_to_its_answer_with_its_chart(
    workspace: Workspace, house: House
) -> None:
    said = await workspace.alice.mentions("bugdet iot-hub", channel=CHANNEL)
    guess = await workspace.answer(CHANNEL, said.ts)

    await workspace.bob.press(guess, "budget iot-hub")
    await settled(workspace, house)

    (answer,) = workspace.slack.thread(CHANNEL, said.ts)[1:]
    assert answer.ts == guess.ts
    assert LEFT in answer.shown
    assert "bugdet" not in answer.shown
    assert answer.blocks[-3]["type"] == "image"
    assert answer in workspace.alice.sees(CHANNEL)


async def test_a_question_in_the_channel_is_answered_there_and_not_below(
    workspace: Workspace, curious: House
) -> None:
    question = await asked_of_everyone(workspace)

    await workspace.bob.press(question, "Why?")
    await settled(workspace, curious)

    assert workspace.alice.sees(CHANNEL) == [question]
    assert WHY in question.shown


async def test_in_a_direct_message_the_answer_takes_the_place_whoever_it_is_for(
    workspace: Workspace, curious: House
) -> None:
    dm = workspace.alice.dm
    for button, told in (("Why?", WHY), ("Help", "What you can ask me")):
        await workspace.alice.says("question")
        question = await workspace.slack.message(workspace.alice, PICK, dm)

        await workspace.alice.press(question, button)
        await settled(workspace, curious)

        assert told in question.shown
        assert workspace.alice.sees(dm)[-1] == question


async def test_somebody_who_is_refused_is_told_alone_and_the_card_stays_as_it_is(
    workspace: Workspace, curious: House
) -> None:
    question = await asked_in_a_thread(workspace)
    before = list(question.blocks)

    await workspace.zoe.press(question, "iot-hub")
    await settled(workspace, curious)

    refused = await workspace.slack.message(workspace.zoe, "I don't know you yet", CHANNEL)
    assert refused.ephemeral_to == "UZOE"
    assert question.blocks == before
    assert workspace.alice.sees(CHANNEL)[-1] == question


@pytest.mark.parametrize(("button", "told"), [("Gone", "nowhere"), ("Help", "What you can ask me")])
async def test_what_fails_or_is_for_the_presser_alone_is_told_beside_the_card(
    workspace: Workspace, curious: House, button: str, told: str
) -> None:
    question = await asked_in_a_thread(workspace)
    before = list(question.blocks)

    await workspace.bob.press(question, button)
    await settled(workspace, curious)

    whispered = await workspace.slack.message(workspace.bob, told, CHANNEL)
    assert whispered.ephemeral_to == "UBOB"
    assert question.blocks == before
    assert workspace.alice.sees(CHANNEL)[-1] == question


async def test_a_failed_press_leaves_a_card_in_a_direct_message_to_be_pressed_again(
    workspace: Workspace, curious: House
) -> None:
    dm = workspace.erin.dm
    await workspace.erin.says("question")
    question = await workspace.slack.message(workspace.erin, PICK, dm)
    before = list(question.blocks)
    curious.clock.at += timedelta(hours=2)
    workspace.slack.fail_next("users.info")

    await workspace.erin.press(question, "Why?")
    await settled(workspace, curious)
    await workspace.slack.message(workspace.erin, "does not tell me who you are", dm)
    assert question.blocks == before

    await workspace.erin.press(question, "Why?")
    await settled(workspace, curious)
    assert WHY in question.shown


async def test_a_form_leaves_the_card_and_is_answered_to_whoever_filled_it_in(
    workspace: Workspace, curious: House
) -> None:
    question = await asked_in_a_thread(workspace)
    before = list(question.blocks)

    await workspace.bob.press(question, "Fill in")
    await workspace.slack.wait_for(lambda: workspace.slack.open_views("UBOB"))
    await workspace.bob.submit(workspace.slack.open_views("UBOB")[0], {"Answer": "budget"})
    answer = await workspace.slack.message(workspace.bob, WHY, CHANNEL)

    assert answer.ephemeral_to == "UBOB"
    assert question.blocks == before


async def test_where_we_are_not_the_answer_takes_the_place_without_its_picture(
    workspace: Workspace, curious: House
) -> None:
    workspace.slack.channel("CAWAY", members=[workspace.alice, workspace.bob], with_bot=False)
    question = await asked_of_everyone(workspace, "CAWAY")

    await workspace.bob.press(question, "iot-hub")
    await settled(workspace, curious)

    assert workspace.alice.sees("CAWAY") == [question]
    assert LEFT in question.shown
    assert "▂" in question.shown


async def test_between_two_others_what_is_for_one_alone_stays_so(
    workspace: Workspace, curious: House
) -> None:
    slack, pair = workspace.slack, [workspace.alice, workspace.bob]
    slack.channel("DPAIR", members=pair, kind="im", with_bot=False)
    question = await asked_of_everyone(workspace, "DPAIR")
    before = list(question.blocks)

    await workspace.bob.press(question, "Help")
    await settled(workspace, curious)

    assert [each.ephemeral_to for each in workspace.bob.sees("DPAIR")] == [None, "UBOB"]
    assert workspace.alice.sees("DPAIR") == [question]
    assert question.blocks == before


async def test_what_took_the_place_may_ask_again(workspace: Workspace, curious: House) -> None:
    question = await asked_of_everyone(workspace)
    for _ in range(2):
        await workspace.bob.press(question, "Again")
        await settled(workspace, curious)

    await workspace.bob.press(question, "Why?")
    await settled(workspace, curious)

    assert workspace.alice.sees(CHANNEL) == [question]
    assert WHY in question.shown
