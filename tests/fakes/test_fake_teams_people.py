"""What the fake Teams sends for what people do, and what they see of the answers."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from tests.fakes.teams import Conversation, FakeTeams, Person, RefusedByClientError
from tests.fakes.teams.errors import Payload

CARD = "application/vnd.microsoft.card.adaptive"


def card(*body: Payload, actions: list[Payload] | None = None) -> Payload:
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body), "actions": actions or []}


def text(words: str) -> Payload:
    return {"type": "TextBlock", "text": words}


WHY: Payload = {
    "type": "Action.Execute",
    "title": "Why?",
    "verb": "say",
    "data": {"say": "why"},
    "fallback": {"type": "Action.Submit", "title": "Why?", "data": {"say": "why"}},
}
FORM: Payload = {
    "type": "Action.Submit",
    "title": "Form",
    "data": {"msteams": {"type": "task/fetch"}, "say": "form why"},
}
NAME: Payload = {"type": "Input.Text", "id": "field.name", "label": "Name", "isRequired": True}
SEND: Payload = {"type": "Action.Submit", "title": "Send", "data": {"form": "why"}}


@dataclass
class Bot:
    """Writes down what it hears, and answers invokes with what it was told."""

    heard: list[Payload] = field(default_factory=list)
    headers: list[str | None] = field(default_factory=list)
    answer: Callable[[Payload], web.Response] = lambda _heard: web.Response(status=202)

    async def listen(self, request: web.Request) -> web.Response:
        self.headers.append(request.headers.get("Authorization"))
        self.heard.append(await request.json())
        return self.answer(self.heard[-1])


@pytest.fixture
async def bot() -> Bot:
    return Bot()


@pytest.fixture
async def teams(bot: Bot) -> AsyncIterator[FakeTeams]:
    async with FakeTeams(authorization=lambda url: f"Bearer signed-for-{url}") as teams:
        server = web.Application()
        server.router.add_post("/api/messages", bot.listen)
        runner = web.AppRunner(server)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        teams.bot_listens_at(f"http://{host}:{port}/api/messages")
        yield teams
        await runner.cleanup()


@pytest.fixture
def alice(teams: FakeTeams) -> Person:
    return teams.person("Alice")


@pytest.fixture
def bob(teams: FakeTeams) -> Person:
    return teams.person("Bob")


@pytest.fixture
def channel(teams: FakeTeams, alice: Person, bob: Person) -> Conversation:
    return teams.channel("iot-hub", [alice, bob])


async def tell(
    teams: FakeTeams, conversation: Conversation, content: Payload, *, to: Person | None = None
) -> None:
    """As a bot does: a card to a conversation, or to one person in it."""
    url = f"{teams.service_url}v3/conversations/{conversation.id}/activities"
    told = {
        "type": "message",
        "from": {"id": teams.app.bot_id},
        "attachments": [{"contentType": CARD, "content": content}],
    } | ({"recipient": {"id": to.id}} if to else {})
    async with teams.http.post(
        url,
        json=told,
        params={"isTargetedActivity": "true"} if to else {},
        headers={"Authorization": f"Bearer {teams.app.token}"},
    ) as response:
        assert response.status == 201, await response.text()


async def test_a_mention_in_a_channel_starts_a_thread_that_is_part_of_the_conversations_id(
    teams: FakeTeams, bot: Bot, alice: Person, channel: Conversation
) -> None:
    said = await teams.say(alice, channel, "budget iot-hub")
    heard = bot.heard[0]
    assert said.status == 202
    assert heard["text"] == "<at>sre</at> budget iot-hub"
    assert heard["conversation"]["id"] == f"{channel.id};messageid={said.message.id}"
    assert heard["channelData"]["channel"] == {"id": channel.id}
    assert heard["entities"][0]["mentioned"] == {"id": teams.app.bot_id, "name": "sre"}
    assert "replyToId" not in heard
    assert bot.headers == [f"Bearer signed-for-{teams.service_url}"]


async def test_an_answer_in_a_thread_names_its_root(
    teams: FakeTeams, bot: Bot, alice: Person, channel: Conversation
) -> None:
    root = await teams.say(alice, channel, "hello", mention=False)
    await teams.say(alice, channel, "budget", thread=root.message, glue="")
    assert root.delivery is None
    assert bot.heard[0]["text"] == "<at>sre</at>budget"
    assert bot.heard[0]["replyToId"] == root.message.id
    assert bot.heard[0]["conversation"]["id"].endswith(f";messageid={root.message.id}")


async def test_words_to_the_bot_alone_need_no_mention(
    teams: FakeTeams, bot: Bot, alice: Person
) -> None:
    await teams.say(alice, teams.personal(alice), "budget")
    assert bot.heard[0]["text"] == "budget"
    assert bot.heard[0]["conversation"]["conversationType"] == "personal"
    assert "attachments" not in bot.heard[0]


async def test_a_targeted_message_is_seen_by_nobody_else(
    teams: FakeTeams, bot: Bot, alice: Person, bob: Person, channel: Conversation
) -> None:
    await teams.say(alice, channel, "budget", targeted=True)
    await tell(teams, channel, card(text("49 %")), to=alice)
    assert bot.heard[0]["recipient"]["isTargeted"] is True
    assert [each.shown for each in teams.seen_by(alice)] == ["budget", "49 %"]
    assert teams.seen_by(bob) == []


async def test_the_answer_to_a_press_takes_the_cards_place_for_the_presser_alone(
    teams: FakeTeams, bot: Bot, alice: Person, bob: Person, channel: Conversation
) -> None:
    await tell(teams, channel, card(text("49 %"), actions=[WHY]))
    bot.answer = lambda _heard: web.json_response(
        {"statusCode": 200, "type": CARD, "value": card(text("because"))}
    )
    message = await teams.message(alice, "49 %")
    await teams.press(alice, message, "Why?")
    sent = bot.heard[0]
    assert (sent["type"], sent["name"]) == ("invoke", "adaptiveCard/action")
    assert sent["value"]["action"]["data"] == {"say": "why"}
    assert sent["value"]["trigger"] == "manual"
    assert sent["replyToId"] == message.id
    assert message.shown_to(alice) == "because"
    assert message.shown_to(bob) == "49 %\nWhy?"
    assert teams.complaints == []


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(status=500),
        web.Response(status=200),
        web.json_response({"statusCode": 200, "type": CARD, "value": {"type": "Hero"}}),
        web.json_response({"statusCode": 200, "type": "text/plain", "value": "because"}),
    ],
    ids=["broken", "empty", "no card", "unknown"],
)
async def test_an_answer_that_no_client_understands_is_a_complaint(
    teams: FakeTeams, bot: Bot, alice: Person, channel: Conversation, answer: web.Response
) -> None:
    await tell(teams, channel, card(text("49 %"), actions=[WHY]))
    bot.answer = lambda _heard: answer
    await teams.press(alice, await teams.message(alice, "49 %"), "Why?")
    assert len(teams.complaints) == 1


async def test_old_clients_send_the_fallback_as_a_message_with_a_value(
    teams: FakeTeams, bot: Bot, alice: Person, channel: Conversation
) -> None:
    await tell(teams, channel, card(text("49 %"), actions=[WHY]))
    await teams.submit(alice, await teams.message(alice, "49 %"), "Why?")
    assert bot.heard[0]["type"] == "message"
    assert bot.heard[0]["value"] == {"say": "why"}
    assert "text" not in bot.heard[0]


async def test_a_dialog_is_fetched_filled_in_and_submitted(
    teams: FakeTeams, bot: Bot, alice: Person, channel: Conversation
) -> None:
    await tell(teams, channel, card(text("49 %"), actions=[FORM]))
    content = {"contentType": CARD, "content": card(NAME, actions=[SEND])}
    opened = {"task": {"type": "continue", "value": {"title": "Why", "card": content}}}
    bot.answer = lambda heard: (
        web.json_response(opened) if heard["name"] == "task/fetch" else web.Response()
    )
    dialog = await teams.fetch(alice, await teams.message(alice, "49 %"), "Form")
    assert dialog.title == "Why"
    with pytest.raises(RefusedByClientError, match=r"field\.name must be filled in"):
        await teams.submit_task(dialog)
    closed = await teams.submit_task(dialog, {"field.name": "iot-hub"})
    assert not closed.is_open
    assert bot.heard[0]["value"]["data"]["say"] == "form why"
    assert bot.heard[1]["value"]["data"] == {"form": "why", "field.name": "iot-hub"}
    assert teams.complaints == []


async def test_nobody_presses_what_they_do_not_see(
    teams: FakeTeams, alice: Person, bob: Person, channel: Conversation
) -> None:
    await tell(teams, channel, card(text("49 %"), actions=[WHY]), to=alice)
    message = await teams.message(alice, "49 %")
    with pytest.raises(RefusedByClientError):
        await teams.press(bob, message, "Why?")
    with pytest.raises(RefusedByClientError):
        await teams.press(alice, message, "Because")


async def test_the_bot_hears_that_it_was_removed_and_may_not_write_any_more(
    teams: FakeTeams, bot: Bot, alice: Person, channel: Conversation
) -> None:
    await teams.uninstall(alice, channel)
    assert [each["type"] for each in bot.heard] == ["conversationUpdate", "installationUpdate"]
    with pytest.raises(AssertionError, match="BotNotInConversationRoster"):
        await tell(teams, channel, card(text("49 %")))
    await teams.install(alice, channel)
    await tell(teams, channel, card(text("49 %")))
