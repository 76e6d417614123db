"""However many press one card, and however often: one answer in its place, and none twice."""

import asyncio
from pathlib import Path

from bot.reply import Card
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL, served
from tests.platforms.slack.questions import (
    Turns,
    announced,
    asked_alone,
    asked_in_a_thread,
    asked_of_everyone,
    commands,
    curious,
    hurried,
    settled,
)

LEFT = "of the error budget left"
WHY = "Arithmetic"
DONE, DONE_AS_WELL = Card("Done."), Card("Done as well.")


def updates(workspace: Workspace) -> int:
    return workspace.calls().count("chat.update")


async def test_a_press_that_is_delivered_twice_is_answered_once(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with curious(workspace, tmp_path) as house:
        question = await asked_of_everyone(workspace)
        await workspace.bob.press(question, "Why?")
        await workspace.slack.replay(workspace.slack.sent("interactivity")[0])
        await settled(workspace, house)

    assert updates(workspace) == 1
    assert WHY in question.shown
    assert workspace.alice.sees(CHANNEL) == [question]


async def test_two_who_press_the_same_at_the_same_time_get_one_answer(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with curious(workspace, tmp_path) as house:
        question = await asked_of_everyone(workspace)
        await asyncio.gather(
            workspace.alice.press(question, "Why?"), workspace.bob.press(question, "Why?")
        )
        await settled(workspace, house)

    assert updates(workspace) == 1
    assert WHY in question.shown
    assert workspace.alice.sees(CHANNEL) == workspace.bob.sees(CHANNEL) == [question]


async def test_of_two_who_press_different_buttons_one_is_answered_below(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with curious(workspace, tmp_path) as house:
        question = await asked_in_a_thread(workspace)
        await asyncio.gather(
            workspace.alice.press(question, "Why?"), workspace.bob.press(question, "iot-hub")
        )
        await settled(workspace, house)

    _, in_place, below = workspace.alice.sees(CHANNEL)
    assert in_place == question
    assert below.thread_ts == question.thread_ts
    assert sorted(WHY in each.shown for each in (in_place, below)) == [False, True]
    assert [LEFT in each.shown for each in (in_place, below)] == [True, True]


async def test_two_to_whom_the_same_words_say_different_things_are_both_answered(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(DONE, DONE_AS_WELL)
    turns.let(1, 2)
    async with served(workspace.slack, tmp_path, also=commands(turns.command)) as house:
        question = await asked_in_a_thread(workspace)
        await asyncio.gather(
            workspace.alice.press(question, "In turn"), workspace.bob.press(question, "In turn")
        )
        await settled(workspace, house)

    told = [each.text for each in workspace.alice.sees(CHANNEL)[1:]]
    assert sorted(told) == ["Done as well.", "Done."]


async def test_pressed_twice_in_haste_a_private_card_is_shown_to_everyone_once(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with curious(workspace, tmp_path) as house:
        question = await asked_alone(workspace)
        await asyncio.gather(
            *(workspace.alice.press(question, "Everyone") for _ in range(2)),
        )
        await settled(workspace, house)

    assert len(workspace.bob.sees(CHANNEL)) == 1


async def test_a_second_press_that_waits_does_not_hide_the_answer_to_the_first(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(DONE, DONE)
    async with hurried(workspace, tmp_path, turns) as house:
        question = await asked_of_everyone(workspace)
        await asyncio.gather(
            workspace.alice.press(question, "In turn"), workspace.bob.press(question, "In turn")
        )
        await announced(workspace, question)
        turns.let(1)
        await workspace.slack.wait_for(lambda: "Done." in question.shown)
        turns.let(2)
        await settled(workspace, house)

    assert updates(workspace) == 2
    assert workspace.erin.sees(CHANNEL) == [question]
