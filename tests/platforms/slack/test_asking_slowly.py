"""What answers a press slowly is one message, which first says that it follows."""

from pathlib import Path

from bot.errors import Conflict
from bot.form import Form, Input
from bot.reply import Card
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL
from tests.platforms.slack.questions import (
    Turns,
    announced,
    asked_in_a_thread,
    asked_of_everyone,
    hurried,
    settled,
)

DONE = Card("Done.")
TOO_LATE = Conflict("Too late.", next_step="Ask again.")
FORM = Form("why", "Why", (Input("verb", "Verb", "what to explain", required=True),))
HALF_AN_HOUR_AND_MORE = 31 * 60


async def test_a_public_card_gives_way_to_the_sign_of_life_and_that_to_the_answer(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(DONE)
    async with hurried(workspace, tmp_path, turns) as house:
        question = await asked_in_a_thread(workspace)
        await workspace.bob.press(question, "In turn")
        await announced(workspace, question)
        assert workspace.alice.sees(CHANNEL)[-1] == question

        turns.let(1)
        await settled(workspace, house)

    assert "Done." in question.shown
    assert workspace.alice.sees(CHANNEL)[-1] == question


async def test_what_fails_after_the_sign_of_life_puts_the_card_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(TOO_LATE, DONE)
    async with hurried(workspace, tmp_path, turns) as house:
        question = await asked_of_everyone(workspace)
        before = (question.text, list(question.blocks))
        await workspace.bob.press(question, "In turn")
        await announced(workspace, question)
        turns.let(1)
        await settled(workspace, house)
        told = await workspace.slack.message(workspace.bob, "Too late.", CHANNEL)
        assert told.ephemeral_to == "UBOB"
        assert (question.text, question.blocks) == before
        assert workspace.erin.sees(CHANNEL) == [question]

        await workspace.bob.press(question, "In turn")
        turns.let(2)
        await settled(workspace, house)

    assert "Done." in question.shown


async def test_a_card_that_cannot_be_put_back_does_not_promise_an_answer_for_ever(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(TOO_LATE)
    async with hurried(workspace, tmp_path, turns) as house:
        question = await asked_of_everyone(workspace)
        await workspace.bob.press(question, "In turn")
        await announced(workspace, question)
        await workspace.slack.advance(HALF_AN_HOUR_AND_MORE)
        workspace.slack.fail_next("chat.update")
        turns.let(1)
        await settled(workspace, house)

    assert workspace.erin.sees(CHANNEL) == []


async def test_a_card_whose_place_could_not_be_taken_is_answered_when_it_is_pressed_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(DONE, DONE)
    async with hurried(workspace, tmp_path, turns) as house:
        question = await asked_in_a_thread(workspace)
        before = list(question.blocks)
        await workspace.bob.press(question, "In turn")
        await announced(workspace, question)
        await workspace.slack.advance(HALF_AN_HOUR_AND_MORE)
        workspace.slack.fail_next("chat.update")
        turns.let(1)
        await settled(workspace, house)
        assert workspace.erin.sees(CHANNEL)[-1].text == "Done."
        assert question.blocks == before

        await workspace.bob.press(question, "In turn")
        turns.let(2)
        await settled(workspace, house)

    assert "Done." in question.shown


async def test_what_is_for_the_presser_alone_puts_the_card_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(DONE, private=True)
    async with hurried(workspace, tmp_path, turns) as house:
        question = await asked_of_everyone(workspace)
        before = list(question.blocks)
        await workspace.bob.press(question, "In turn")
        await announced(workspace, question)
        turns.let(1)
        await settled(workspace, house)

    assert question.blocks == before
    assert (await workspace.slack.message(workspace.bob, "Done.")).ephemeral_to == "UBOB"


async def test_a_form_that_opens_late_puts_the_card_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(FORM)
    async with hurried(workspace, tmp_path, turns) as house:
        question = await asked_of_everyone(workspace)
        before = list(question.blocks)
        await workspace.bob.press(question, "In turn")
        await announced(workspace, question)
        turns.let(1)
        await settled(workspace, house)

    assert [view.title for view in workspace.slack.open_views("UBOB")] == ["Why"]
    assert question.blocks == before


async def test_when_the_card_was_deleted_the_answer_is_posted_in_its_thread(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(DONE)
    async with hurried(workspace, tmp_path, turns) as house:
        question = await asked_in_a_thread(workspace)
        await workspace.bob.press(question, "In turn")
        await announced(workspace, question)
        question.deleted = True
        turns.let(1)
        await settled(workspace, house)

    said, answer = workspace.alice.sees(CHANNEL)
    assert (answer.thread_ts, answer.text) == (said.ts, "Done.")
