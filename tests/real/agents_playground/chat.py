"""The program over HTTP and its stream: what people say and press there, and what they see."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import aiohttp

from tests.real.agents_playground.people import ALICE, BOT, BOT_NAME, PERSONAL
from tests.real.agents_playground.shown import Shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from tests.fakes.teams.errors import Payload
    from tests.real.agents_playground.people import Someone

PATIENCE = 20
"""Seconds until an answer must be there."""
_MENTION = f"<at>{BOT_NAME}</at>"


@dataclass
class Chat:
    """Everything that the bot has posted, and the ways to make it post.

    What somebody does here makes everything before it old: only what comes after it is seen.
    """

    url: str
    session: aiohttp.ClientSession
    messages: dict[str, Shown] = field(default_factory=dict)
    _old: dict[str, int] = field(default_factory=dict)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def says(self, text: str, conversation: str = PERSONAL) -> str:
        """Alice says something to the bot; gives the conversation in which it will be answered.

        Anywhere but in their own chat she mentions it, as the page does it: with no space between.
        """
        direct = conversation == PERSONAL
        mention = {"mentioned": {"id": BOT, "name": BOT_NAME}, "text": _MENTION}
        told = await self._post(
            f"/_conversation/v1/conversations/{conversation}/messages",
            {
                "type": "text",
                "text": text if direct else f"{_MENTION}{text}",
                "textFormat": "plain",
                "from": {"id": ALICE.id},
                "mentions": [] if direct else [mention],
            },
        )
        return str(told.get("postConversationId", conversation))

    async def presses(
        self,
        message: Shown,
        title: str,
        *,
        by: Someone = ALICE,
        filled: Mapping[str, str] | None = None,
    ) -> Payload:
        """Somebody presses a button; gives what the bot answered within that very request."""
        action = message.button(title)
        data = {**action.get("data", {}), **(filled or {})}
        sent = {"type": action["type"], "title": title, "verb": action["verb"], "data": data}
        where = self._where(message, by, {"action": sent})
        return await self._post(
            "/_conversation/v1/invoke", {"name": "adaptiveCard/action", **where}
        )

    async def submits(
        self, message: Shown, title: str, *, filled: Mapping[str, str] | None = None
    ) -> None:
        """Alice presses a button in a client that is too old for the newer kind."""
        action = message.button(title)
        action = action.get("fallback", action)
        data = {**action.get("data", {}), **(filled or {})}
        where = self._where(message, ALICE, data)
        await self._post("/_conversation/v1/submit", where)

    async def sends(self, activity: Payload) -> None:
        """Send the bot any activity at all, by whomever."""
        await self._post("/_internal/v1/customActivities", activity)

    async def template(self, conversation: str, by: Someone = ALICE) -> Payload:
        """What every activity in a conversation has, by whomever."""
        url = f"{self.url}/_internal/v1/customActivities/template"
        async with self.session.get(url, params={"conversationId": conversation}) as answer:
            found: Payload = await answer.json()
        return {**found, "from": {"id": by.id, "aadObjectId": by.directory, "name": by.name}}

    async def installs(self, conversation: str) -> None:
        """Somebody adds the bot to a conversation."""
        await self._post(f"/_debug/conversation/{conversation}/installation", {})

    async def sees(
        self, conversation: str, when: Callable[[Shown], bool] = lambda _message: True
    ) -> Shown:
        """The newest message there, or in a thread there, of which something is true."""
        async with asyncio.timeout(PATIENCE):
            while True:
                self._news.clear()
                for message in reversed(self.messages.values()):
                    is_new = message.edits > self._old.get(message.id, -1)
                    if is_new and message.stands_in(conversation) and when(message):
                        return message
                await self._news.wait()

    async def hears(self, words: str, conversation: str) -> Shown:
        """The newest message there with these words, once there is one."""
        try:
            return await self.sees(conversation, lambda message: words in message.shown)
        except TimeoutError:
            seen = [each.shown for each in self.messages.values()]
            raise AssertionError(f"“{words}” was not said, but: {seen}") from None

    def _where(self, message: Shown, by: Someone, value: Payload) -> Payload:
        return {
            "conversation": {"id": message.conversation},
            "from": {"id": by.id},
            "replyToId": message.id,
            "value": value,
        }

    async def _post(self, path: str, body: Payload) -> Payload:
        self._old = {message.id: message.edits for message in self.messages.values()}
        async with self.session.post(f"{self.url}{path}", json=body) as answer:
            text = await answer.text()
        assert answer.ok, f"{path}: {answer.status} {text}"
        try:
            told = json.loads(text)
        except json.JSONDecodeError:
            return {}
        return told if isinstance(told, dict) else {}

    def take(self, event: Payload) -> None:
        """One event of the stream."""
        match event:
            case {"action": "createMessage", "message": {"messageId": key} as message}:
                thread = message.get("postConversationId", event["actionConversationId"])
                self.messages[key] = Shown(key, thread)
                self.messages[key].draw(message)
            case {"action": "updateMessage", "message": {"messageId": key} as message}:
                self.messages[key].edits += 1
                self.messages[key].draw(message)
        self._news.set()


@asynccontextmanager
async def chat(url: str) -> AsyncIterator[Chat]:
    """Watch the program's stream while the block runs."""
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.ws_connect(f"{url}/_ws_conversation/v1/conversations/stream") as stream,
    ):
        opened = Chat(url, session)
        watching = asyncio.create_task(_watch(stream, opened))
        yield opened
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def _watch(stream: aiohttp.ClientWebSocketResponse, opened: Chat) -> None:
    async for frame in stream:
        if frame.type is aiohttp.WSMsgType.TEXT:
            opened.take(json.loads(frame.data))
