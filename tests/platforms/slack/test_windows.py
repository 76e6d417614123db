"""A button in Home is answered in a window above it, which one person sees."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.slack import visiting
from tests.fakes.slack import View
from tests.platforms.slack.above_home import SHOW, Slow, looks_at_home, window
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import House, served

FOLLOWS = "the answer follows"
LAST = "At last."
LEFT = "of the error budget left"
WHY = "Arithmetic"


@dataclass
class Board:
    """Alice before a Home full of buttons; one of them is answered when a door opens."""

    workspace: Workspace
    home: View
    slow: Slow
    house: House

    async def pressed(self, button: str, *, says: str, on: View | None = None) -> View:
        """Press a button in Home or in a window, and look at what then is on top."""
        await self.workspace.alice.press(on or self.home, button)
        return await window(self.workspace, self.workspace.alice, says)


@pytest.fixture
async def board(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Board]:
    monkeypatch.setattr(visiting, "ASKED", "board")
    slow = Slow()
    also = (SHOW, slow.command)
    async with served(workspace.slack, tmp_path, at_once=0.02, sign_of_life=0.05, also=also) as it:
        yield Board(workspace, await looks_at_home(workspace, workspace.alice), slow, it)
        slow.door.set()


async def test_a_button_in_home_opens_its_answer_in_a_window(
    workspace: Workspace, house: House
) -> None:
    home = await looks_at_home(workspace, workspace.alice)

    ack = await workspace.alice.press(home, "iot-hub")

    assert (ack.status, ack.body) == (200, "")
    answer = await window(workspace, workspace.alice, LEFT)
    assert answer.title == "Rapport"
    assert "▂" in answer.shown
    assert "Show in channel" not in answer.shown
    assert workspace.alice.sees() == []


async def test_a_button_in_a_window_changes_that_window(
    workspace: Workspace, over_http: House
) -> None:
    home = await looks_at_home(workspace, workspace.alice)
    await workspace.alice.press(home, "iot-hub")
    answer = await window(workspace, workspace.alice, LEFT)

    await workspace.alice.press(answer, "Why?")

    why = await window(workspace, workspace.alice, WHY)
    assert why.id == answer.id
    assert len(workspace.slack.open_views(workspace.alice)) == 1


async def test_help_is_there_for_guests_too(workspace: Workspace, over_http: House) -> None:
    home = await looks_at_home(workspace, workspace.zoe)
    await workspace.zoe.press(home, "What you can ask me")

    await window(workspace, workspace.zoe, "What you can ask me")


async def test_what_would_be_shown_to_everyone_is_shown_to_whoever_pressed(board: Board) -> None:
    await board.pressed("Everyone", says=LEFT)
    await board.house.desk.close()

    assert board.workspace.slack.seen_by("UBOB") == []
    assert board.workspace.alice.sees() == []


async def test_a_slow_answer_is_announced_in_the_window_that_it_will_fill(board: Board) -> None:
    announced = await board.pressed("Slow", says=FOLLOWS)
    board.slow.door.set()

    answer = await window(board.workspace, board.workspace.alice, LAST)
    assert answer.id == announced.id


async def test_a_window_that_was_closed_meanwhile_is_not_opened_again(board: Board) -> None:
    """The answer is written to them directly."""
    announced = await board.pressed("Slow", says=FOLLOWS)
    await board.workspace.alice.close(announced)
    board.slow.door.set()

    await board.workspace.slack.message(board.workspace.alice, LAST, board.workspace.alice.dm)
    assert board.workspace.slack.open_views("UALICE") == []


@pytest.mark.parametrize("failure", ["expired_trigger_id", "internal_error"])
async def test_what_comes_too_late_for_a_window_comes_as_a_direct_message(
    board: Board, failure: str
) -> None:
    workspace = board.workspace
    workspace.slack.fail_next("views.open", failure)
    await workspace.alice.press(board.home, "iot-hub")

    answer = await workspace.slack.message(workspace.alice, LEFT, workspace.alice.dm)
    await board.house.desk.close()
    assert any(block["type"] == "image" for block in answer.blocks)
    assert workspace.slack.open_views("UALICE") == []


async def test_announced_directly_it_is_answered_directly(board: Board) -> None:
    workspace = board.workspace
    workspace.slack.fail_next("views.open", "expired_trigger_id")
    await workspace.alice.press(board.home, "Slow")
    announced = await workspace.slack.message(workspace.alice, FOLLOWS, workspace.alice.dm)
    board.slow.door.set()

    answer = await workspace.slack.message(workspace.alice, LAST, workspace.alice.dm)
    assert answer.ts == announced.ts


async def test_only_what_was_pressed_last_is_answered_in_a_window(board: Board) -> None:
    announced = await board.pressed("Slow", says=FOLLOWS)
    await board.workspace.alice.close(announced)

    answer = await board.pressed("iot-hub", says=LEFT)
    board.slow.door.set()
    await board.house.desk.close()

    assert board.workspace.slack.open_views("UALICE") == [answer]
    assert LEFT in answer.shown
    assert board.workspace.alice.sees() == []


async def test_a_press_that_slack_tells_twice_is_answered_once(board: Board) -> None:
    await board.workspace.alice.press(board.home, "Slow")
    await board.workspace.slack.replay(board.workspace.slack.sent("interactivity")[0])
    board.slow.door.set()
    await window(board.workspace, board.workspace.alice, LAST)
    await board.house.desk.close()

    assert board.workspace.calls().count("views.open") == 1
    assert board.workspace.alice.sees() == []
