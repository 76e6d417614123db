"""Presses that were on their way while another was answered: what stands there is not lost."""

from pathlib import Path

from bot.errors import Conflict
from bot.reply import Card
from tests.fakes.slack.delivery import deliver
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL
from tests.platforms.slack.questions import (
    FOLLOWS,
    PICK,
    Turns,
    announced,
    asked_in_a_thread,
    asked_of_everyone,
    curious,
    hurried,
    press_of,
    settled,
)

WHY = "Arithmetic"
DONE = Card("Done.")
TOO_LATE = Conflict("Too late.", next_step="Ask again.")


async def test_a_press_that_was_on_its_way_takes_the_place_of_the_firsts_sign_of_life(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(TOO_LATE, DONE)
    turns.let(2)
    async with hurried(workspace, tmp_path, turns) as house:
        question = await asked_of_everyone(workspace)
        on_its_way = press_of(workspace, workspace.alice, question, "In turn")
        await workspace.bob.press(question, "In turn")
        await announced(workspace, question)
        await deliver(workspace.slack, "interactivity", on_its_way)
        await workspace.slack.wait_for(lambda: "Done." in question.shown)
        turns.let(1)
        await settled(workspace, house)

    assert "Done." in question.shown
    told = await workspace.slack.message(workspace.bob, "Too late.", CHANNEL)
    assert told.ephemeral_to == "UBOB"


async def test_another_press_that_was_on_its_way_is_announced_and_answered_below(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(DONE)
    async with hurried(workspace, tmp_path, turns) as house:
        house.door.clear()
        question = await asked_in_a_thread(workspace)
        on_its_way = press_of(workspace, workspace.alice, question, "Why?")
        await workspace.bob.press(question, "In turn")
        await announced(workspace, question)
        await deliver(workspace.slack, "interactivity", on_its_way)
        await workspace.slack.wait_for(lambda: len(workspace.bob.sees(CHANNEL)) == 3)
        below = workspace.bob.sees(CHANNEL)[-1]
        assert FOLLOWS in below.shown
        turns.let(1)
        house.door.set()
        await settled(workspace, house)

    assert workspace.bob.sees(CHANNEL)[1:] == [question, below]
    assert "Done." in question.shown
    assert WHY in below.shown


async def test_what_another_press_has_answered_is_not_announced_any_more(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(DONE, DONE, DONE)
    turns.let(1)
    async with hurried(workspace, tmp_path, turns) as house:
        question = await asked_in_a_thread(workspace)
        on_its_way = press_of(workspace, workspace.alice, question, "In turn")
        await workspace.bob.press(question, "In turn")
        await workspace.slack.wait_for(lambda: "Done." in question.shown)
        await deliver(workspace.slack, "interactivity", on_its_way)
        later = await workspace.erin.mentions("turn", channel=CHANNEL)
        await workspace.answer(CHANNEL, later.ts, when=lambda each: FOLLOWS in each.shown)
        assert workspace.slack.thread(CHANNEL, question.thread_ts or "")[1:] == [question]
        assert "Done." in question.shown

        turns.let(2, 3)
        await settled(workspace, house)

    assert workspace.slack.thread(CHANNEL, question.thread_ts or "")[1:] == [question]


async def test_what_was_announced_below_is_answered_below_though_the_card_is_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(TOO_LATE)
    async with hurried(workspace, tmp_path, turns) as house:
        house.door.clear()
        question = await asked_in_a_thread(workspace)
        on_its_way = press_of(workspace, workspace.alice, question, "Why?")
        await workspace.bob.press(question, "In turn")
        await announced(workspace, question)
        await deliver(workspace.slack, "interactivity", on_its_way)
        await workspace.slack.wait_for(lambda: len(workspace.erin.sees(CHANNEL)) == 3)
        turns.let(1)
        await workspace.slack.wait_for(lambda: PICK in question.shown)
        house.door.set()
        await settled(workspace, house)

    _, card, below = workspace.erin.sees(CHANNEL)
    assert PICK in card.shown
    assert WHY in below.shown


async def test_a_press_that_comes_after_the_answer_leaves_it_where_it_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with curious(workspace, tmp_path) as house:
        question = await asked_in_a_thread(workspace)
        same, other = (
            press_of(workspace, workspace.alice, question, each) for each in ("Why?", "Again")
        )
        await workspace.bob.press(question, "Why?")
        await settled(workspace, house)
        for on_its_way in (same, other):
            await deliver(workspace.slack, "interactivity", on_its_way)
            await settled(workspace, house)

    _, answered, below = workspace.bob.sees(CHANNEL)
    assert answered == question
    assert WHY in answered.shown
    assert PICK in below.shown
