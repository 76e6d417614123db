"""A card that asks one person alone gives way to what answers it, before their eyes only."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL, House, Way, served
from tests.platforms.slack.questions import asked_alone, asked_in_a_thread, commands, settled

LEFT = "of the error budget left"
WHY = "Arithmetic"
NOT_TOLD = "does not tell me who you are"


@pytest.fixture
async def curious(workspace: Workspace, tmp_path: Path, way: Way) -> AsyncIterator[House]:
    """A bot that has questions of its own, reached both ways."""
    async with served(workspace.slack, tmp_path, way=way, also=commands()) as house:
        yield house


async def test_a_pressed_suggestion_gives_way_to_its_answer(
    workspace: Workspace, house: House
) -> None:
    await workspace.alice.types("/sre bugdet iot-hub", channel=CHANNEL)
    (guess,) = workspace.alice.sees(CHANNEL)

    await workspace.alice.press(guess, "budget iot-hub")
    await settled(workspace, house)

    (answer,) = workspace.alice.sees(CHANNEL)
    assert LEFT in answer.shown
    assert answer.ephemeral_to == "UALICE"
    assert "bugdet" not in answer.shown
    assert workspace.bob.sees(CHANNEL) == []


async def test_in_a_thread_the_answer_stays_in_that_thread(
    workspace: Workspace, curious: House
) -> None:
    question = await asked_in_a_thread(workspace)
    await workspace.bob.press(question, "Gone")
    guess = await workspace.slack.message(workspace.bob, "nowhere", CHANNEL)

    await workspace.bob.press(guess, "budget device-twins")
    await settled(workspace, curious)

    assert (guess.ephemeral_to, guess.thread_ts) == ("UBOB", question.thread_ts)
    assert guess in workspace.bob.sees(CHANNEL)
    assert "nowhere" not in guess.shown
    assert guess not in workspace.alice.sees(CHANNEL)


async def test_what_fails_is_told_beside_the_card_which_can_be_pressed_again(
    workspace: Workspace, curious: House
) -> None:
    await workspace.erin.types("/sre question", channel=CHANNEL)
    (question,) = workspace.erin.sees(CHANNEL)
    curious.clock.at += timedelta(hours=2)
    workspace.slack.fail_next("users.info")

    await workspace.erin.press(question, "Why?")
    await settled(workspace, curious)
    assert [NOT_TOLD in each.shown for each in workspace.erin.sees(CHANNEL)] == [False, True]

    await workspace.erin.press(question, "Why?")
    await settled(workspace, curious)
    assert [WHY in each.shown for each in workspace.erin.sees(CHANNEL)] == [True, False]


async def test_a_form_leaves_the_card(workspace: Workspace, curious: House) -> None:
    question = await asked_alone(workspace)
    before = list(question.blocks)

    await workspace.alice.press(question, "Fill in")
    await workspace.slack.wait_for(lambda: workspace.slack.open_views("UALICE"))
    await workspace.alice.submit(workspace.slack.open_views("UALICE")[0], {"Answer": "budget"})
    await settled(workspace, curious)

    asked, answered = workspace.alice.sees(CHANNEL)
    assert asked.blocks == before
    assert WHY in answered.shown


async def test_an_answer_for_everyone_is_posted_and_the_card_is_gone(
    workspace: Workspace, curious: House
) -> None:
    question = await asked_alone(workspace)

    await workspace.alice.press(question, "Everyone")
    await settled(workspace, curious)

    (shown,) = workspace.bob.sees(CHANNEL)
    assert LEFT in shown.shown
    assert workspace.alice.sees(CHANNEL) == [shown]


async def test_an_answer_for_everyone_that_gets_lost_leaves_the_card_to_be_pressed_again(
    workspace: Workspace, curious: House
) -> None:
    question = await asked_alone(workspace)
    workspace.slack.break_next("chat.postMessage")

    await workspace.alice.press(question, "Everyone")
    await settled(workspace, curious)
    assert question in workspace.alice.sees(CHANNEL)
    assert workspace.bob.sees(CHANNEL) == []

    await workspace.alice.press(question, "Everyone")
    await settled(workspace, curious)
    assert question not in workspace.alice.sees(CHANNEL)
    assert len(workspace.bob.sees(CHANNEL)) == 1
