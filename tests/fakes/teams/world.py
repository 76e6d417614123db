"""What exists in this Teams: people, conversations and messages, as plain dataclasses."""

import itertools
from dataclasses import dataclass, field
from typing import Literal

from tests.fakes.teams.app import TENANT
from tests.fakes.teams.cards import words
from tests.fakes.teams.errors import Payload

Kind = Literal["personal", "groupChat", "channel"]
Role = Literal["user", "guest", "anonymous"]
_FIRST_MESSAGE = 1_767_000_000_000


@dataclass(frozen=True)
class Person:
    """Somebody as the roster knows them; `id` is theirs for this bot alone."""

    id: str
    name: str
    aad: str | None
    email: str | None = None
    tenant: str = TENANT
    role: Role = "user"

    def account(self) -> Payload:
        """As an activity names them."""
        account = {"id": self.id, "name": self.name}
        return account if self.aad is None else {**account, "aadObjectId": self.aad}

    def member(self) -> Payload:
        """As the roster tells of them."""
        return {
            **self.account(),
            "objectId": self.aad,
            "givenName": self.name,
            "surname": "",
            "email": self.email,
            "userPrincipalName": self.email,
            "tenantId": self.tenant,
            "userRole": self.role,
        }


@dataclass
class Conversation:
    """A chat or a channel; the bot is in it as long as the app is installed there."""

    id: str
    kind: Kind
    members: list[Person]
    name: str = ""
    team: str = ""
    tenant: str = TENANT
    with_bot: bool = True
    exists: bool = True

    def has(self, person: Person) -> bool:
        return person in self.members

    def account(self, thread: str | None) -> Payload:
        """As an activity names it: in a channel the thread is part of its id."""
        whole = f"{self.id};messageid={thread}" if self.kind == "channel" and thread else self.id
        account: Payload = {
            "id": whole,
            "conversationType": self.kind,
            "tenantId": self.tenant,
        }
        return account if self.kind == "personal" else {**account, "isGroup": True}

    def channel_data(self) -> Payload:
        data: Payload = {"tenant": {"id": self.tenant}}
        if self.kind != "channel":
            return data
        return data | {
            "teamsChannelId": self.id,
            "teamsTeamId": self.team,
            "channel": {"id": self.id},
            "team": {"id": self.team},
        }


@dataclass
class Message:
    """One message. `author` is None for the bot's; a targeted one is seen by one person alone.

    `cards` are those that took the card's place before a single person's eyes.
    """

    conversation: Conversation
    id: str
    text: str = ""
    card: Payload | None = None
    author: Person | None = None
    thread: str | None = None
    targeted_to: Person | None = None
    summary: str = ""
    edits: int = 0
    deleted: bool = False
    activity: Payload = field(default_factory=dict)
    cards: dict[Person, Payload] = field(default_factory=dict)

    @property
    def root(self) -> str | None:
        """In a channel: the message that its thread hangs from, perhaps itself."""
        return (self.thread or self.id) if self.conversation.kind == "channel" else None

    def card_before(self, person: Person) -> Payload | None:
        return self.cards.get(person, self.card)

    def shown_to(self, person: Person) -> str:
        """All words that this person reads."""
        card = self.card_before(person)
        return "\n".join(filter(None, [self.text, words(card) if card else ""]))

    @property
    def shown(self) -> str:
        """All words, as everyone reads them for whom nothing was replaced."""
        return "\n".join(filter(None, [self.text, words(self.card) if self.card else ""]))


class World:
    """Everybody and everything, by id."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.conversations: dict[str, Conversation] = {}
        self.messages: list[Message] = []
        self._numbers = itertools.count(1)

    def number(self) -> int:
        return next(self._numbers)

    def message_id(self) -> str:
        """Teams counts milliseconds; no two messages share one here."""
        return str(_FIRST_MESSAGE + self.number())

    def someone(self, told: str) -> Person | None:
        """A person by their id for this bot or by their directory id."""
        return self.people.get(told) or next(
            (person for person in self.people.values() if person.aad == told), None
        )

    def personal(self, person: Person) -> Conversation | None:
        """Their own conversation with the bot, if there ever was one."""
        return next(
            (
                each
                for each in self.conversations.values()
                if each.kind == "personal" and each.has(person)
            ),
            None,
        )

    def find(self, conversation: Conversation, message_id: str) -> Message | None:
        for message in self.messages:
            if message.conversation is conversation and message.id == message_id:
                return None if message.deleted else message
        return None

    def seen_by(self, person: Person, conversation: Conversation | None = None) -> list[Message]:
        """All that this person can see, oldest first."""
        return [
            message
            for message in self.messages
            if message.conversation.has(person)
            and (conversation is None or message.conversation is conversation)
            and message.targeted_to in {None, person}
            and not message.deleted
        ]
