"""The Home tab: what the visitor's services have left, as soon as they look."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from tests.fakes.slack import FakeSlack, User, View
from tests.fakes.slack.views import publish_home
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import BRISK, INSTALLED, House, served
from tests.platforms.slack.test_golden import still

DIVIDER = {"type": "divider"}
FOLLOWS = "the answer follows"
HOW = "Ask me with /sre or @sre in a channel, or in plain words under Messages."
WORST = "Of 2 services, iot-hub is worst"


@pytest.fixture
async def hurried(workspace: Workspace, tmp_path: Path) -> AsyncIterator[House]:
    """A bot that soon gives a sign of life, and whose source hangs."""
    async with served(workspace.slack, tmp_path, at_once=0.02, sign_of_life=0.05) as house:
        house.door.clear()
        yield house


async def home_of(slack: FakeSlack, visitor: User, *, says: str = "") -> View:
    """Somebody's Home, once it says something."""

    def look() -> View | None:
        home = slack.home_of(visitor)
        return home if home is not None and says in home.shown else None

    return await slack.wait_for(look)


def published(workspace: Workspace) -> int:
    return workspace.calls().count("views.publish")


async def test_it_shows_what_the_visitors_services_have_left(
    workspace: Workspace, house: House
) -> None:
    told = await workspace.alice.opens_home()

    assert told is not None
    assert told.ack is not None
    assert (told.ack.status, told.ack.body) == (200, "")
    home = await home_of(workspace.slack, workspace.alice, says=WORST)
    assert "device-twins" in home.shown
    assert HOW in home.shown
    assert workspace.slack.home_of(workspace.bob) is None


@pytest.mark.golden
async def test_the_whole_home(
    workspace: Workspace, over_http: House, snapshot: SnapshotAssertion
) -> None:
    await workspace.alice.opens_home()
    await over_http.desk.close()

    (view,) = (args["view"] for method, args, _ in workspace.slack.calls if "publish" in method)
    kept = view.pop("private_metadata")
    assert '"channel": "DALICE"' in kept
    assert snapshot.use_extension(JSONSnapshotExtension) == still(view)


async def test_somebody_known_by_email_alone_sees_their_services_too(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.erin.opens_home()

    await home_of(workspace.slack, workspace.erin, says=WORST)


async def test_a_guest_learns_kindly_that_nobody_knows_them_yet(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.zoe.opens_home()

    home = await home_of(workspace.slack, workspace.zoe, says="I don't know you yet")
    assert "Ask whoever runs me to add you" in home.shown
    assert HOW in home.shown
    assert "iot-hub" not in home.shown


async def test_a_stranger_learns_that_it_is_for_others(tmp_path: Path) -> None:
    async with FakeSlack(replace(INSTALLED, serves_strangers=True), BRISK) as slack:
        stranger = slack.user("UMOLE", team="T0ELSE")
        async with served(slack, tmp_path):
            await stranger.opens_home()
            home = await home_of(slack, stranger, says="I only answer people")

    assert "iot-hub" not in home.shown
    assert HOW not in home.shown


@pytest.mark.parametrize("kept", ["", "hello", "[]", "{}", '{"channel": "D1", "at": null}'])
async def test_what_something_else_published_there_is_replaced(
    workspace: Workspace, over_http: House, kept: str
) -> None:
    other = {"type": "home", "blocks": [DIVIDER], "private_metadata": kept}
    publish_home(workspace.slack, "UALICE", other)
    await workspace.alice.opens_home()

    await home_of(workspace.slack, workspace.alice, says=WORST)


async def test_another_tab_asks_nothing(workspace: Workspace, over_http: House) -> None:
    await workspace.alice.opens_home(tab="messages")
    await over_http.desk.close()

    assert published(workspace) == 0


async def test_going_to_and_fro_leaves_it_as_it_is_and_later_it_is_drawn_anew(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.alice.opens_home()
    await over_http.desk.close()
    first = await home_of(workspace.slack, workspace.alice, says=WORST)

    await workspace.slack.advance(15)  # real time passes too, so not to the last second
    await workspace.alice.opens_home()
    await over_http.desk.close()
    assert published(workspace) == 1

    await workspace.slack.advance(15)
    await workspace.alice.opens_home()
    await over_http.desk.close()
    assert published(workspace) == 2
    renewed = await home_of(workspace.slack, workspace.alice, says=WORST)
    assert (renewed.id, renewed.hash != first.hash) == (first.id, True)


async def test_a_visit_that_slack_tells_twice_is_answered_once(
    workspace: Workspace, over_http: House
) -> None:
    told = await workspace.alice.opens_home()
    assert told is not None
    await over_http.desk.close()
    await workspace.slack.replay(told)
    await over_http.desk.close()

    assert published(workspace) == 1


async def test_a_slow_source_is_announced_and_then_answered(
    workspace: Workspace, hurried: House
) -> None:
    await workspace.alice.opens_home()
    await home_of(workspace.slack, workspace.alice, says=FOLLOWS)
    hurried.door.set()

    await home_of(workspace.slack, workspace.alice, says=WORST)


async def test_a_visit_that_was_overtaken_does_not_undo_the_later_one(
    workspace: Workspace, hurried: House
) -> None:
    await workspace.alice.opens_home()
    await home_of(workspace.slack, workspace.alice, says=FOLLOWS)
    later = publish_home(workspace.slack, "UALICE", {"type": "home", "blocks": [DIVIDER]})
    hurried.door.set()
    await hurried.desk.close()

    assert workspace.slack.home_of(workspace.alice) is later
    assert workspace.slack.calls[-1][2] == "hash_conflict"


@pytest.mark.parametrize("failure", ["not_enabled", "internal_error"])
async def test_a_home_that_slack_refuses_stays_away_and_the_next_look_tries_again(
    workspace: Workspace, over_http: House, failure: str
) -> None:
    workspace.slack.fail_next("views.publish", failure)
    await workspace.alice.opens_home()
    await over_http.desk.close()
    assert workspace.slack.home_of(workspace.alice) is None

    await workspace.alice.opens_home()
    await home_of(workspace.slack, workspace.alice, says=WORST)
