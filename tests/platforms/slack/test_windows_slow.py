"""A form sent from a window waits a little for its answer, which then comes as soon as it can."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.slack import reception, visiting
from tests.fakes.slack import View, interactions
from tests.fakes.slack.acks import take_submission_ack
from tests.fakes.slack.delivery import deliver
from tests.fakes.slack.filling import fill
from tests.platforms.slack.above_home import looks_at_home, window
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import House, served

FOLLOWS = "the answer follows"
WHY = "Arithmetic"
VALUES = {"Answer": "budget", "About": "iot-hub"}


@dataclass
class Asked:
    """Alice before a form, and a source that hangs until its door opens."""

    workspace: Workspace
    form: View
    house: House


@pytest.fixture
async def asked(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Asked]:
    monkeypatch.setattr(visiting, "ASKED", "why")
    monkeypatch.setattr(reception, "FILLED_AT_ONCE", 0.02)
    async with served(workspace.slack, tmp_path, at_once=0.02, sign_of_life=0.05) as house:
        home = await looks_at_home(workspace, workspace.alice)
        await workspace.alice.press(home, "Fill in")
        form = await window(workspace, workspace.alice, "Answer")
        house.door.clear()
        yield Asked(workspace, form, house)


async def test_the_form_says_that_the_answer_follows_and_then_gives_it(asked: Asked) -> None:
    alice = asked.workspace.alice
    ack = await alice.submit(asked.form, VALUES)

    assert ack.json()["response_action"] == "update"
    assert FOLLOWS in asked.workspace.slack.open_views(alice)[-1].shown
    asked.house.door.set()
    answer = await window(asked.workspace, alice, WHY)
    assert answer.id == asked.form.id
    assert alice.sees() == []


async def test_an_answer_that_overtakes_its_own_acknowledgement_is_what_stays(
    asked: Asked,
) -> None:
    """Slack is slow to act on the acknowledgement: the answer must not be hidden by it."""
    slack, alice = asked.workspace.slack, asked.workspace.alice
    state = fill(asked.form.blocks, VALUES)
    sent = interactions.submission(slack, alice.person, asked.form, state)
    delivery = await deliver(slack, "interactivity", sent)
    asked.house.door.set()
    await slack.wait_for(lambda: slack.calls[-1][::2] == ("views.update", "not_found"))

    assert delivery.ack is not None
    take_submission_ack(slack, asked.form, delivery.ack)
    await window(asked.workspace, alice, WHY)
    await asked.house.desk.close()

    assert WHY in slack.open_views(alice)[-1].shown


async def test_closed_before_the_answer_came_it_is_a_direct_message(asked: Asked) -> None:
    slack, alice = asked.workspace.slack, asked.workspace.alice
    await alice.submit(asked.form, VALUES)
    await alice.close(slack.open_views(alice)[-1])
    asked.house.door.set()

    await slack.message(alice, WHY, alice.dm)
    assert slack.open_views(alice) == []


async def test_an_acknowledgement_that_never_took_effect_loses_nothing(asked: Asked) -> None:
    slack, alice = asked.workspace.slack, asked.workspace.alice
    state = fill(asked.form.blocks, VALUES)
    sent = interactions.submission(slack, alice.person, asked.form, state)
    await deliver(slack, "interactivity", sent)
    asked.house.door.set()

    await slack.message(alice, WHY, alice.dm)
