"""A post whose sending broke off is looked for under its key, where our token may look."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import SourceUnavailable
from bot.model.organisation import Person, Side
from bot.ports.chat import Chat, Lookup, Unsure
from bot.reply import Card
from bot.request import Place
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL

HUB = Place("slack", CHANNEL)
ALICE = Person("alice", "Alice Nakamura", Side.SRE, ids={"slack": "UALICE"})
NEWS = Card("News.")
LATER = Card("Later news.")


@pytest.fixture
def since() -> datetime:
    """When the sending began."""
    return datetime.now(UTC)


@pytest.fixture
def may_look(workspace: Workspace) -> None:
    """Our token may read what was said in channels."""
    app = workspace.slack.app
    workspace.slack.app = replace(app, scopes=app.scopes | {"channels:history"})


@pytest.mark.usefixtures("may_look")
@pytest.mark.parametrize("breaks", ["lose_next_answer", "break_next", "stop_next_at_the_gateway"])
async def test_whether_it_arrived_is_unknown_until_it_is_looked_for(
    workspace: Workspace, chat: Chat, since: datetime, breaks: str
) -> None:
    getattr(workspace.slack, breaks)("chat.postMessage")
    with pytest.raises(Unsure):
        await chat.post(NEWS, to=HUB, key="news 7")

    found = await chat.find("news 7", to=HUB, since=since)

    stands = workspace.bob.sees(CHANNEL)
    assert workspace.calls().count("chat.postMessage") == 1
    if breaks != "lose_next_answer":
        assert (found, stands) == (Lookup.ABSENT, [])
        return
    assert not isinstance(found, Lookup)
    assert (found.place, [found.message]) == (HUB, [each.ts for each in stands])
    assert await chat.find("news 8", to=HUB, since=since) is Lookup.ABSENT


@pytest.mark.usefixtures("may_look")
async def test_it_is_found_in_its_thread_and_under_much_that_was_said_since(
    workspace: Workspace, chat: Chat, since: datetime
) -> None:
    said = await workspace.alice.says("the hub is slow", channel=CHANNEL)
    thread = Place("slack", CHANNEL, said.ts)
    there = await chat.post(NEWS, to=thread, key="in the thread")
    above = await chat.post(NEWS, to=HUB, key="above it")
    for number in range(120):
        await chat.post(LATER, to=HUB, key=f"later {number}")

    assert await chat.find("in the thread", to=thread, since=since) == there
    assert await chat.find("above it", to=HUB, since=since) == above


async def test_a_direct_message_is_found_by_whom_it_went_to(
    workspace: Workspace, chat: Chat, since: datetime
) -> None:
    workspace.slack.lose_next_answer("chat.postMessage")
    with pytest.raises(Unsure):
        await chat.post(NEWS, to=ALICE, key="news 7")

    found = await chat.find("news 7", to=ALICE, since=since)

    assert not isinstance(found, Lookup)
    assert [found.message] == [each.ts for each in workspace.alice.sees()]
    await chat.update(found, LATER)
    assert [each.text for each in workspace.alice.sees()] == ["Later news."]


@pytest.mark.usefixtures("may_look")
async def test_what_was_posted_long_before_is_not_meant(chat: Chat) -> None:
    await chat.post(NEWS, to=HUB, key="news 7")
    later = datetime.now(UTC) + timedelta(hours=1)

    assert await chat.find("news 7", to=HUB, since=later) is Lookup.ABSENT


async def test_without_the_scope_it_cannot_be_known(chat: Chat, since: datetime) -> None:
    await chat.post(NEWS, to=HUB, key="news 7")

    assert await chat.find("news 7", to=HUB, since=since) is Lookup.UNKNOWABLE


@pytest.mark.usefixtures("may_look")
async def test_a_slack_that_does_not_answer_is_to_be_asked_later(
    workspace: Workspace, chat: Chat, since: datetime
) -> None:
    workspace.slack.stop_next_at_the_gateway("conversations.history")
    with pytest.raises(SourceUnavailable):
        await chat.find("news 7", to=HUB, since=since)
