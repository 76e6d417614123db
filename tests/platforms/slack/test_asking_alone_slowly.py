"""Of a private card nothing can be put back: its place tells how it went."""

from pathlib import Path

from bot.errors import Conflict
from bot.form import Form, Input
from bot.reply import Card
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL
from tests.platforms.slack.questions import (
    Turns,
    announced,
    asked_alone,
    hurried,
    seen_since,
    settled,
)

DONE = Card("Done.")
TOO_LATE = Conflict("Too late.", next_step="Ask again.")
FORM = Form("why", "Why", (Input("verb", "Verb", "what to explain", required=True),))
HALF_AN_HOUR_AND_MORE = 31 * 60


async def test_a_private_card_gives_way_to_the_sign_of_life_and_that_to_the_answer(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(DONE)
    async with hurried(workspace, tmp_path, turns) as house:
        question = await asked_alone(workspace)
        await workspace.alice.press(question, "In turn")
        await announced(workspace, question)
        turns.let(1)
        await settled(workspace, house)

    assert [each.text for each in seen_since(workspace.alice, question)] == ["Done."]
    assert workspace.bob.sees(CHANNEL) == []


async def test_what_fails_after_the_sign_of_life_takes_a_private_cards_place(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(TOO_LATE)
    async with hurried(workspace, tmp_path, turns) as house:
        question = await asked_alone(workspace)
        await workspace.alice.press(question, "In turn")
        await announced(workspace, question)
        turns.let(1)
        await settled(workspace, house)

    assert [each.text for each in seen_since(workspace.alice, question)] == ["Too late."]


async def test_a_form_that_opens_late_leaves_no_sign_of_life_in_a_private_cards_place(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(FORM)
    async with hurried(workspace, tmp_path, turns) as house:
        question = await asked_alone(workspace)
        await workspace.alice.press(question, "In turn")
        await announced(workspace, question)
        turns.let(1)
        await settled(workspace, house)

    assert [view.title for view in workspace.slack.open_views("UALICE")] == ["Why"]
    assert seen_since(workspace.alice, question) == []


async def test_when_the_response_url_takes_no_more_the_answer_comes_beside_the_private_card(
    workspace: Workspace, tmp_path: Path
) -> None:
    turns = Turns(DONE)
    async with hurried(workspace, tmp_path, turns) as house:
        question = await asked_alone(workspace)
        await workspace.alice.press(question, "In turn")
        await announced(workspace, question)
        await workspace.slack.advance(HALF_AN_HOUR_AND_MORE)
        turns.let(1)
        await settled(workspace, house)

    answer = await workspace.slack.message(workspace.alice, "Done.", CHANNEL)
    assert (answer.ephemeral_to, answer.via) == ("UALICE", "chat.postEphemeral")
