"""What Teams does and the Agents Playground does not: brought to the same door, in its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.real.agents_playground import BOB, CHANNEL, GROUP

if TYPE_CHECKING:
    from tests.fakes.teams.errors import Payload
    from tests.real.agents_playground.town import Town

pytestmark = [pytest.mark.live, pytest.mark.asyncio(loop_scope="package")]

LEFT = "iot-hub: 33% of the error budget left, on watch"
WHY = "Arithmetic"


async def brings(town: Town, conversation: str, **rest: Any) -> tuple[int, Payload]:  # noqa: ANN401 - any JSON
    """Bring an activity of Bob's; gives the answer's status and body."""
    activity = {**await town.chat.template(conversation, BOB), **rest}
    url = f"{town.running.url}/api/messages"
    async with town.chat.session.post(url, json=activity) as answer:
        text = await answer.text()
        return answer.status, await answer.json() if text else {}


async def test_a_form_opens_over_the_conversation_and_is_sent(town: Town) -> None:
    await town.chat.says("why", GROUP)
    asked = await town.chat.sees(GROUP, lambda message: "Fill in" in message.titles)
    data = asked.button("Fill in")["data"]
    assert data["msteams"] == {"type": "task/fetch"}

    status, dialog = await brings(
        town, GROUP, type="invoke", name="task/fetch", replyToId=asked.id, value={"data": data}
    )
    assert status == 200
    (send,) = dialog["task"]["value"]["card"]["content"]["actions"]
    filled = {**send["data"], "field.answer": "budget", "field.about": "iot-hub"}
    status, answer = await brings(
        town, GROUP, type="invoke", name="task/submit", value={"data": filled}
    )

    assert status == 200
    assert WHY in str(answer)


async def test_what_only_the_two_ends_see_is_answered(town: Town) -> None:
    template = await town.chat.template(GROUP)
    recipient = {**template["recipient"], "isTargeted": True}
    status, _ = await brings(
        town, GROUP, type="message", text="budget iot-hub", recipient=recipient
    )

    assert status in {200, 202}
    await town.chat.hears(LEFT, GROUP)


@pytest.mark.parametrize(
    "news",
    [
        {"type": "messageReaction", "reactionsAdded": [{"type": "like"}], "replyToId": "1"},
        {"type": "messageUpdate", "text": "edited"},
        {"type": "messageDelete"},
        {"type": "typing"},
        {"type": "event", "name": "application/vnd.microsoft.readReceipt", "value": {}},
        {"type": "invoke", "name": "message/submitAction", "value": {}},
    ],
    ids=lambda news: str(news.get("name", news["type"])),
)
async def test_what_it_has_no_use_for_is_taken_without_a_word(news: Payload, town: Town) -> None:
    said = len(town.chat.messages)
    status, _ = await brings(town, CHANNEL, **news)
    thread = await town.chat.says("help", CHANNEL)
    await town.chat.hears("What you can ask me", thread)

    assert status == (501 if news["type"] == "invoke" else 202)
    assert len(town.chat.messages) == said + 1
