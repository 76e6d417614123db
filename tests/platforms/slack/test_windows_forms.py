"""Forms above Home: each is a window, and its answer takes its place."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.slack import visiting
from tests.fakes.slack import View
from tests.platforms.slack.above_home import SHOW, TELL, looks_at_home, window
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import House, Way, served

ASKED = "What to tell"
FOLLOWS = "the answer follows"
LEFT = "of the error budget left"
USAGE = "tell WHAT"


@dataclass
class Board:
    """Alice before a Home full of buttons."""

    workspace: Workspace
    home: View
    house: House

    @property
    def stack(self) -> list[str]:
        """The titles of the windows before her, the last one on top."""
        return [view.title for view in self.workspace.slack.open_views("UALICE")]

    async def pressed(self, button: str, *, says: str, on: View | None = None) -> View:
        """Press a button in Home or in a window, and look at what then is on top."""
        await self.workspace.alice.press(on or self.home, button)
        return await window(self.workspace, self.workspace.alice, says)

    async def told(self, what: str, *, on: View | None = None) -> View:
        """Fill in the form that opens there, and look at what answers it."""
        form = await self.pressed("Fill in", says=ASKED, on=on)
        await self.workspace.alice.submit(form, {"What": what})
        return await window(self.workspace, self.workspace.alice, f"You told me: {what}")


@pytest.fixture
async def board(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Way
) -> AsyncIterator[Board]:
    monkeypatch.setattr(visiting, "ASKED", "board")
    async with served(workspace.slack, tmp_path, way=way, also=(SHOW, TELL)) as house:
        yield Board(workspace, await looks_at_home(workspace, workspace.alice), house)


async def test_a_form_opened_from_home_is_answered_in_its_own_place(board: Board) -> None:
    form = await board.pressed("Fill in", says=ASKED)
    assert board.stack == ["Tell"]

    ack = await board.workspace.alice.submit(form, {"What": "a secret"})

    assert ack.json()["response_action"] == "update"
    (answer,) = board.workspace.slack.open_views("UALICE")
    assert (answer.id, answer.title) == (form.id, "Rapport")
    assert "You told me: a secret" in answer.shown
    assert board.workspace.alice.sees() == []


async def test_the_buttons_of_such_an_answer_work_like_any_others(board: Board) -> None:
    answer = await board.told("first")

    budget = await board.pressed("iot-hub", says=LEFT, on=answer)
    assert (budget.id, board.stack) == (answer.id, ["Rapport"])


async def test_a_form_opened_from_a_window_lies_above_it(board: Board) -> None:
    first = await board.told("first")
    second = await board.told("second", on=first)
    assert board.stack == ["Rapport", "Rapport"]

    await board.workspace.alice.close(second)
    assert await window(board.workspace, board.workspace.alice, "You told me: first") == first


async def test_three_windows_high_a_form_takes_the_place_of_the_third(board: Board) -> None:
    second = await board.told("second", on=await board.told("first"))
    third = await board.told("third", on=second)
    fourth = await board.told("fourth", on=third)

    assert fourth.id == third.id
    assert board.stack == ["Rapport"] * 3
    assert board.workspace.alice.sees() == []


async def test_a_form_that_no_window_takes_comes_as_a_line_to_type_with_a_button(
    board: Board,
) -> None:
    workspace = board.workspace
    workspace.slack.fail_next("views.open", "expired_trigger_id")
    await workspace.alice.press(board.home, "Fill in")
    usage = await workspace.slack.message(workspace.alice, USAGE, workspace.alice.dm)

    await workspace.alice.press(usage, "Fill in")
    form = await window(workspace, workspace.alice, ASKED)
    await workspace.alice.submit(form, {"What": "it"})
    await workspace.slack.message(workspace.alice, "You told me: it", workspace.alice.dm)


async def test_a_form_that_asks_for_another_form_becomes_it(
    workspace: Workspace, over_http: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visiting, "ASKED", "form")
    home = await looks_at_home(workspace, workspace.alice)
    await workspace.alice.press(home, "Fill in")
    which = await window(workspace, workspace.alice, "Which command")

    await workspace.alice.submit(which, {"Command": "why"})

    (why,) = workspace.slack.open_views("UALICE")
    assert (why.id, why.title) == (which.id, "Why")
