"""Saying something to the bot: mentions, threads, and what Teams makes of typed text."""

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.teams.delivery import Delivery, activity, deliver
from tests.fakes.teams.errors import Payload, RefusedByClientError
from tests.fakes.teams.world import Conversation, Message, Person

if TYPE_CHECKING:
    from tests.fakes.teams.server import FakeTeams

_CLIENT = {
    "locale": "en-US",
    "country": "US",
    "platform": "Web",
    "timezone": "Europe/Berlin",
    "type": "clientInfo",
}


@dataclass
class Said:
    """What a person said; `delivery` is None when Teams kept it from the bot."""

    message: Message
    delivery: Delivery | None = None

    @property
    def status(self) -> int | None:
        """How the bot answered the request."""
        return self.delivery.status if self.delivery else None


async def say(
    teams: "FakeTeams",
    person: Person,
    conversation: Conversation,
    text: str,
    *,
    mention: bool = True,
    glue: str = " ",
    thread: str | Message | None = None,
    targeted: bool = False,
    also: tuple[Person, ...] = (),
) -> Said:
    """Say something.

    Args:
        teams: Where.
        person: Who.
        conversation: To whom.
        text: The words; `{bot}` among them is where the bot is mentioned.
        mention: Mention the bot outside a chat with it alone, at the beginning if not elsewhere.
        glue: What stands between the mention and the words; browsers put nothing there.
        thread: In a channel: the thread to answer in, by its root or any message in it.
        targeted: Say it to the bot alone, as slash commands do.
        also: People who are mentioned; `@Name` in the text is them.
    """
    _may(person, conversation, thread, targeted=targeted)
    root = _root(teams, conversation, thread)
    alone = conversation.kind == "personal" or targeted
    named = "{bot}" in text
    if mention and not alone and not named:
        text = f"{{bot}}{glue}{text}"
    entities: list[Payload] = []
    if "{bot}" in text:
        text = text.replace("{bot}", f"<at>{teams.app.name}</at>")
        entities.append(_mention(teams.app.bot_id, teams.app.name))
    heard = alone or bool(entities)
    for other in also:
        text = text.replace(f"@{other.name}", f"<at>{other.name}</at>")
        entities.append(_mention(other.id, other.name))
    message = Message(
        conversation,
        teams.world.message_id(),
        text=text,
        author=person,
        thread=root,
        targeted_to=person if targeted else None,
    )
    teams.world.messages.append(message)
    teams.changed()
    if not heard or not conversation.with_bot:
        return Said(message)
    sent = activity(
        teams,
        "message",
        person,
        conversation,
        thread=message.root,
        id=message.id,
        text=text,
        textFormat="plain",
        entities=[*entities, dict(_CLIENT)],
    )
    if root is not None:
        sent["replyToId"] = root
    if targeted:
        sent["recipient"]["isTargeted"] = True
    if entities:
        sent["attachments"] = [_as_html(text, entities)]
    message.activity = sent
    return Said(message, await deliver(teams, sent))


def _may(
    person: Person,
    conversation: Conversation,
    thread: str | Message | None,
    *,
    targeted: bool,
) -> None:
    if not conversation.has(person):
        raise RefusedByClientError(f"{person.name} is not in {conversation.name}")
    if thread is not None and conversation.kind != "channel":
        raise RefusedByClientError("there are threads in channels alone")
    if targeted and conversation.kind == "personal":
        raise RefusedByClientError("what is said to a bot alone needs others to be hidden from")


def _root(
    teams: "FakeTeams", conversation: Conversation, thread: str | Message | None
) -> str | None:
    if thread is None:
        return None
    found = thread if isinstance(thread, Message) else teams.world.find(conversation, str(thread))
    if found is None:
        raise RefusedByClientError(f"there is no thread {thread}")
    return found.root


def _mention(mentioned: str, name: str) -> Payload:
    return {
        "type": "mention",
        "mentioned": {"id": mentioned, "name": name},
        "text": f"<at>{name}</at>",
    }


def _as_html(text: str, entities: list[Payload]) -> Payload:
    """The same words as the client formatted them, which Teams sends along."""
    content = html.escape(text).replace("\u00a0", "&nbsp;")
    for number, entity in enumerate(entities):
        name = entity["mentioned"]["name"]
        span = (
            '<span itemscope itemtype="http://schema.skype.com/Mention" '
            f'itemid="{number}">{name}</span>'
        )
        content = content.replace(html.escape(entity["text"]), span)
    return {"contentType": "text/html", "content": f"<p>{content}</p>"}
