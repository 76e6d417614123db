"""What nobody asked just now: posted to a channel, a thread or a person, and changed later."""

import pytest

from bot.model.organisation import Person, Side
from bot.ports.chat import Chat, Posted
from bot.reply import Card, Text
from bot.request import Place
from tests.fakes.slack import Message
from tests.platforms.slack.cards import CHART, EVERYTHING
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL

HUB = Place("slack", CHANNEL)
NEWS = Card("News.", blocks=(Text("Somebody should know."),))
LATER = Card("Later news.", blocks=(Text("It is over."),))
ALICE = Person("alice", "Alice Nakamura", Side.SRE, ids={"slack": "UALICE"})
ERIN = Person("erin", "Erin Gallagher", Side.SRE, email="erin@example.com")


def seen(workspace: Workspace, posted: Posted) -> Message:
    """The message that was posted."""
    found = workspace.slack.world.find(posted.place.channel, posted.message)
    assert found is not None
    return found


async def test_everybody_in_the_channel_sees_it(workspace: Workspace, chat: Chat) -> None:
    posted = await chat.post(NEWS, to=HUB, key="news")

    assert posted.place == HUB
    assert workspace.bob.sees(CHANNEL) == [seen(workspace, posted)]
    assert "Somebody should know." in seen(workspace, posted).shown
    assert seen(workspace, posted).text == "News."


async def test_it_goes_into_a_thread(workspace: Workspace, chat: Chat) -> None:
    said = await workspace.alice.says("the hub is slow", channel=CHANNEL)
    thread = Place("slack", CHANNEL, said.ts)

    posted = await chat.post(NEWS, to=thread, key="news")

    assert posted.place == thread
    assert workspace.slack.thread(CHANNEL, said.ts)[1:] == [seen(workspace, posted)]


async def test_it_has_an_address_under_which_it_can_be_read(
    workspace: Workspace, chat: Chat
) -> None:
    root = await chat.post(NEWS, to=HUB, key="news")
    reply = await chat.post(LATER, to=Place("slack", CHANNEL, root.message), key="later")

    folder = f"https://home.slack.com/archives/{CHANNEL}"
    first, second = (each.message.replace(".", "") for each in (root, reply))
    assert root.link == f"{folder}/p{first}"
    assert reply.link == f"{folder}/p{second}?thread_ts={root.message}&cid={CHANNEL}"


@pytest.mark.parametrize("person", [ALICE, ERIN], ids=["by id", "by email"])
async def test_it_goes_to_somebody_alone(workspace: Workspace, chat: Chat, person: Person) -> None:
    posted = await chat.post(NEWS, to=person, key="news")

    assert posted.place == Place("slack", f"D{person.key.upper()}", direct=True)
    member = {"alice": workspace.alice, "erin": workspace.erin}[person.key]
    assert member.sees() == [seen(workspace, posted)]
    assert workspace.bob.sees() == []


async def test_it_is_changed_where_it_stands(workspace: Workspace, chat: Chat) -> None:
    posted = await chat.post(NEWS, to=ALICE, key="news")
    await chat.update(posted, LATER)

    (message,) = workspace.alice.sees()
    assert (message.ts, message.text) == (posted.message, "Later news.")
    assert "Somebody should know." not in message.shown


async def test_it_appears_with_its_charts_and_not_before(workspace: Workspace, chat: Chat) -> None:
    workspace.slack.settings = workspace.patient(file_ready_after=0.03)
    posted = await chat.post(EVERYTHING, to=HUB, key="news")

    images = [each for each in seen(workspace, posted).blocks if each["type"] == "image"]
    assert CHART.alt in [each["alt_text"] for each in images]
    assert "chat.update" not in workspace.calls()
    await chat.update(posted, EVERYTHING)
    assert any(each["type"] == "image" for each in seen(workspace, posted).blocks)


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.info"])
async def test_a_chart_that_cannot_be_uploaded_loses_nothing_else(
    workspace: Workspace, chat: Chat, method: str
) -> None:
    workspace.slack.fail_next(method, "internal_error")
    posted = await chat.post(EVERYTHING, to=HUB, key="news")

    assert "▂" in seen(workspace, posted).shown


async def test_a_picture_that_never_gets_ready_loses_nothing_else(
    workspace: Workspace, chat: Chat
) -> None:
    workspace.slack.settings = workspace.patient(file_ready_after=3600)
    posted = await chat.post(EVERYTHING, to=HUB, key="news")

    assert "▂" in seen(workspace, posted).shown
