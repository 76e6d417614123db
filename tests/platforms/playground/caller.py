"""One person's page, without the page: says, presses and sees over HTTP."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import aiohttp

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Caller:
    session: aiohttp.ClientSession
    url: str
    person: str

    async def say(
        self,
        text: str,
        *,
        conversation: str = "iot-hub",
        thread: str | None = None,
        key: str | None = None,
    ) -> Json:
        body = {"conversation": conversation, "thread": thread, "text": text}
        return await self.post("say", body, key=key)

    async def press(self, message: Json, says: str) -> Json:
        return await self.post("press", {"message": message["key"], "says": says})

    async def submit(self, form: Json, fields: Json) -> Json:
        return await self.post("submit", {"form": form["key"], "fields": fields})

    async def sees(self, conversation: str = "iot-hub") -> list[Json]:
        state = await self.state()
        return [each for each in state["messages"] if each["conversation"] == conversation]

    async def state(self) -> Json:
        query = {"person": self.person}
        async with self.session.get(f"{self.url}api/state", params=query) as response:
            found: Json = await response.json()
            return found

    async def post(self, path: str, body: Json, *, key: str | None = None) -> Json:
        sent = {"person": self.person, "key": key or str(uuid.uuid4()), **body}
        async with self.session.post(f"{self.url}api/{path}", json=sent) as response:
            answered: Json = await response.json()
            return {"status": response.status, **answered}


def headlines(messages: list[Json]) -> list[str]:
    """What a reader reads: words, and cards by their headlines."""
    return [each["card"]["headline"] if each["card"] else each["text"] for each in messages]
