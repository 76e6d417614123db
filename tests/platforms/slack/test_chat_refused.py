"""A post that Slack refuses: gone for good, or to be tried again; and what to do about it."""

import pytest

from bot.errors import NotFound, SourceUnavailable
from bot.model.organisation import Person, Side
from bot.ports.chat import Chat
from bot.reply import Card
from bot.request import Place
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL

ERIN = Person("erin", "Erin Gallagher", Side.SRE, email="erin@example.com")
HUB = Place("slack", CHANNEL)
LATER = Card("Later news.")
NEWS = Card("News.")


async def test_where_we_may_not_look_it_is_unknown_whether_it_arrived(
    workspace: Workspace, chat: Chat
) -> None:
    workspace.slack.lose_next_answer("chat.postMessage")
    with pytest.raises(SourceUnavailable, match="whether it arrived is unknown"):
        await chat.post(NEWS, to=HUB)


async def test_where_we_were_not_invited_it_says_how(workspace: Workspace, chat: Chat) -> None:
    workspace.slack.channel("CAWAY", with_bot=False)
    with pytest.raises(NotFound, match="I am not in the channel CAWAY") as refused:
        await chat.post(NEWS, to=Place("slack", "CAWAY"))

    assert refused.value.next_step == "Say /invite @sre there."


async def test_a_channel_that_is_archived_is_gone(workspace: Workspace, chat: Chat) -> None:
    workspace.slack.channel("COLD", archived=True)
    with pytest.raises(NotFound, match="COLD is archived"):
        await chat.post(NEWS, to=Place("slack", "COLD"))


async def test_a_channel_that_slack_does_not_show_us_may_be_private(chat: Chat) -> None:
    with pytest.raises(NotFound, match="no channel CNONE") as refused:
        await chat.post(NEWS, to=Place("slack", "CNONE"))

    assert "/invite @sre" in (refused.value.next_step or "")


async def test_a_thread_that_is_gone_is_said_to_be(chat: Chat) -> None:
    with pytest.raises(NotFound, match="The thread is gone"):
        await chat.post(NEWS, to=Place("slack", CHANNEL, "1.000001"))


async def test_a_message_that_is_gone_cannot_be_changed(workspace: Workspace, chat: Chat) -> None:
    posted = await chat.post(NEWS, to=HUB)
    workspace.bob.sees(CHANNEL)[0].deleted = True
    assert workspace.bob.sees(CHANNEL) == []

    with pytest.raises(NotFound, match="The message is gone") as refused:
        await chat.update(posted, LATER)
    assert refused.value.next_step == "Post it anew."


@pytest.mark.parametrize(
    ("person", "what"),
    [
        (Person("gone", "Gone", Side.SRE, ids={"slack": "UGONE"}), "nobody with the id UGONE"),
        (Person("new", "New", Side.SRE, email="new@example.com"), "Slack does not know New"),
        (Person("nobody", "Nobody", Side.SRE), "Slack does not know Nobody"),
    ],
    ids=["wrong id", "unknown email", "neither"],
)
async def test_somebody_whom_slack_does_not_know_cannot_be_written_to(
    chat: Chat, person: Person, what: str
) -> None:
    with pytest.raises(NotFound, match=what) as refused:
        await chat.post(NEWS, to=person)

    assert "app.yaml" in (refused.value.next_step or "")


async def test_an_app_with_somebodys_email_is_not_them(workspace: Workspace, chat: Chat) -> None:
    workspace.erin.person.is_bot = True
    with pytest.raises(NotFound, match="Slack does not know Erin"):
        await chat.post(NEWS, to=ERIN)


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("internal_error", "not take it just now .internal_error."),
        ("restricted_action_read_only_channel", "does not let me write to CIOTHUB"),
    ],
)
async def test_what_slack_does_not_take_just_now_may_be_tried_again(
    workspace: Workspace, chat: Chat, code: str, what: str
) -> None:
    workspace.slack.fail_next("chat.postMessage", code)
    with pytest.raises(SourceUnavailable, match=what):
        await chat.post(NEWS, to=HUB)

    await chat.post(NEWS, to=HUB)


async def test_when_slack_cannot_look_somebody_up_it_may_be_tried_again(
    workspace: Workspace, chat: Chat
) -> None:
    workspace.slack.fail_next("users.lookupByEmail", "internal_error")
    with pytest.raises(SourceUnavailable, match=r"users\.lookupByEmail"):
        await chat.post(NEWS, to=ERIN)
