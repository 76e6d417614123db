"""A post that Slack refuses: gone for good, or to be tried again; and what to do about it."""

from datetime import timedelta

import pytest

from bot.errors import NotFound, SourceUnavailable
from bot.model.organisation import Person, Side
from bot.ports.chat import Chat, Refused, Throttled, Unsure
from bot.reply import Card
from bot.request import Place
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL

ERIN = Person("erin", "Erin Gallagher", Side.SRE, email="erin@example.com")
HUB = Place("slack", CHANNEL)
LATER = Card("Later news.")
NEWS = Card("News.")


async def test_where_we_were_not_invited_it_says_how(workspace: Workspace, chat: Chat) -> None:
    workspace.slack.channel("CAWAY", with_bot=False)
    with pytest.raises(NotFound, match="I am not in the channel CAWAY") as refused:
        await chat.post(NEWS, to=Place("slack", "CAWAY"), key="news")

    assert refused.value.next_step == "Say /invite @sre there."


async def test_a_channel_that_is_archived_is_gone(workspace: Workspace, chat: Chat) -> None:
    workspace.slack.channel("COLD", archived=True)
    with pytest.raises(NotFound, match="COLD is archived"):
        await chat.post(NEWS, to=Place("slack", "COLD"), key="news")


async def test_a_channel_that_slack_does_not_show_us_may_be_private(chat: Chat) -> None:
    with pytest.raises(NotFound, match="no channel CNONE") as refused:
        await chat.post(NEWS, to=Place("slack", "CNONE"), key="news")

    assert "/invite @sre" in (refused.value.next_step or "")


async def test_a_thread_that_is_gone_is_said_to_be(chat: Chat) -> None:
    with pytest.raises(NotFound, match="The thread is gone"):
        await chat.post(NEWS, to=Place("slack", CHANNEL, "1.000001"), key="news")


async def test_a_message_that_is_gone_cannot_be_changed(workspace: Workspace, chat: Chat) -> None:
    posted = await chat.post(NEWS, to=HUB, key="news")
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
        await chat.post(NEWS, to=person, key="news")

    assert "app.yaml" in (refused.value.next_step or "")


async def test_an_app_with_somebodys_email_is_not_them(workspace: Workspace, chat: Chat) -> None:
    workspace.erin.person.is_bot = True
    with pytest.raises(NotFound, match="Slack does not know Erin"):
        await chat.post(NEWS, to=ERIN, key="news")


@pytest.mark.parametrize(
    ("code", "what", "raised"),
    [
        ("service_unavailable", "not take it just now .service_unavailable.", SourceUnavailable),
        ("token_revoked", "not take it just now .token_revoked.", SourceUnavailable),
        ("internal_error", "not take it just now .internal_error.", Unsure),
        ("restricted_action_read_only_channel", "does not let me write to CIOTHUB", Refused),
        ("invalid_blocks", "Slack refuses it", Refused),
    ],
)
async def test_what_slack_does_not_take_may_arrive_later_or_never_or_may_have_arrived(
    workspace: Workspace, chat: Chat, code: str, what: str, raised: type[SourceUnavailable]
) -> None:
    workspace.slack.fail_next("chat.postMessage", code)
    with pytest.raises(SourceUnavailable, match=what) as refused:
        await chat.post(NEWS, to=HUB, key="news")

    assert type(refused.value) is raised
    await chat.post(NEWS, to=HUB, key="news")


async def test_when_slack_asks_for_patience_nothing_is_sent_again_here(
    workspace: Workspace, chat: Chat
) -> None:
    workspace.slack.fail_next("chat.postMessage", "ratelimited", status=429)
    with pytest.raises(Throttled) as asked:
        await chat.post(NEWS, to=HUB, key="news")

    assert (asked.value.wait, asked.value.everywhere) == (timedelta(seconds=1), True)
    assert workspace.calls().count("chat.postMessage") == 1


async def test_a_slack_that_cannot_be_reached_has_posted_nothing(
    workspace: Workspace, chat: Chat
) -> None:
    await workspace.slack.stop()
    with pytest.raises(Unsure):  # over the connection that stood
        await chat.post(NEWS, to=HUB, key="news")
    with pytest.raises(SourceUnavailable, match="cannot be reached") as refused:
        await chat.post(NEWS, to=HUB, key="news")

    assert not isinstance(refused.value, Unsure)


async def test_when_slack_cannot_look_somebody_up_it_may_be_tried_again(
    workspace: Workspace, chat: Chat
) -> None:
    workspace.slack.fail_next("users.lookupByEmail", "internal_error")
    with pytest.raises(SourceUnavailable, match=r"users\.lookupByEmail"):
        await chat.post(NEWS, to=ERIN, key="news")
